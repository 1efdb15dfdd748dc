package dev.belay.runtime.installation;

import java.nio.file.Path;

/// The functions as they are packaged.
///
/// @param orchestrator serves workflow tasks, dead letters, the sweep and queries
/// @param activities performs activities
public record Archives(Path orchestrator, Path activities) {
    /// Where the build leaves them.
    ///
    /// @param home the directory of the project
    public static Archives of(Path home) {
        return new Archives(
                home.resolve("orchestrator/lambda/target/function.zip"),
                home.resolve("functions/lambda/target/function.zip"));
    }
}
