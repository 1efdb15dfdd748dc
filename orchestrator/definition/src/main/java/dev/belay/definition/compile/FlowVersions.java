package dev.belay.definition.compile;

import java.util.OptionalInt;

/// Which versions of other flows are published, for `run: workflow` with a version of its own.
@FunctionalInterface
public interface FlowVersions {
    /// Knows none: only `latest` can be run.
    FlowVersions NONE = (_, _, _) -> OptionalInt.empty();

    /// The engine's number of a published version.
    OptionalInt number(String namespace, String name, String version);
}
