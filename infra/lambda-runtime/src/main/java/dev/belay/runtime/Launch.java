package dev.belay.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// How a packaged function becomes a process: what Lambda does with the archive that it is given.
///
/// @param command what to run
/// @param directory where, with the archive's files in it
/// @param handler what is asked for in the environment variable `_HANDLER`
public record Launch(List<String> command, Path directory, String handler) {
    /// The handler of Quarkus' Funqy functions on a JVM.
    public static final String FUNQY = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";

    public Launch {
        command = List.copyOf(command);
    }

    /// A custom runtime: the archive holds a program named `bootstrap`.
    ///
    /// @param archive for example `target/function.zip` of a native build
    /// @param directory is made, and gets the archive's files
    public static Launch bootstrap(Path archive, Path directory) {
        unpack(archive, directory);
        Path program = directory.resolve("bootstrap");
        if (!Files.isRegularFile(program) || !program.toFile().setExecutable(true)) {
            throw new IllegalArgumentException(
                    "%s holds no program named bootstrap; package it with -Dnative"
                            .formatted(archive));
        }
        return new Launch(List.of(program.toString()), directory, "bootstrap");
    }

    /// Java, run by Lambda's own runtime client. Class path and options are those of the managed
    /// runtime; `JAVA_TOOL_OPTIONS` of the function's environment adds to them.
    ///
    /// @param archive for example `target/function.zip`
    /// @param directory is made, and gets the archive's files
    public static Launch java(Path archive, Path directory, String handler) {
        unpack(archive, directory);
        var classPath = new ArrayList<String>();
        classPath.add(directory.toString());
        classPath.add(directory.resolve("lib") + "/*");
        for (Class<?> part : List.of(AWSLambda.class, Context.class, PojoSerializer.class)) {
            classPath.add(jar(part).toString());
        }
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(":", classPath),
                        AWSLambda.class.getName(),
                        handler);
        return new Launch(command, directory, handler);
    }

    /// Whichever it is: a native build's archive holds a `bootstrap`.
    public static Launch of(Path archive, Path directory) {
        return isNative(archive) ? bootstrap(archive, directory) : java(archive, directory, FUNQY);
    }

    public static boolean isNative(Path archive) {
        try (var zip = open(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("bootstrap")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path archive, Path directory) {
        try (var zip = open(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IllegalArgumentException(
                            "%s leads outside: %s".formatted(archive, entry.getName()));
                }
                if (!entry.isDirectory()) {
                    write(zip, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack %s".formatted(archive), e);
        }
    }

    private static void write(InputStream in, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // The same name may come twice; the last one counts, as where Lambda unpacks.
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ZipInputStream open(Path archive) {
        try {
            return new ZipInputStream(Files.newInputStream(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s is missing; package the function first".formatted(archive), e);
        }
    }

    private static Path jar(Class<?> part) {
        try {
            return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path names no file", e);
        }
    }
}
