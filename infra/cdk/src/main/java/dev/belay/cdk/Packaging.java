package dev.belay.cdk;

import software.amazon.awscdk.services.lambda.Runtime;

/// What the functions are made of.
public enum Packaging {
    /// Binaries: they start in milliseconds.
    NATIVE,

    /// Java 25 with SnapStart.
    JVM;

    Runtime runtime() {
        return switch (this) {
            case NATIVE -> Runtime.PROVIDED_AL2023;
            case JVM -> Runtime.JAVA_25;
        };
    }

    String handler() {
        return switch (this) {
            case NATIVE -> "bootstrap";
            case JVM -> "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";
        };
    }
}
