package dev.belay.cdk;

import java.nio.file.Path;

/// Where the built functions are: files that `mvn package` calls `target/function.zip`.
///
/// @param engine of orchestrator/lambda, or of a module of yours that depends on it
/// @param activities of functions/lambda, or of a module of yours that depends on it
public record Artifacts(Path engine, Path activities) {
    /// Those of a checkout.
    public static Artifacts of(Path root) {
        return new Artifacts(
                root.resolve("orchestrator/lambda/target/function.zip"),
                root.resolve("functions/lambda/target/function.zip"));
    }
}
