package dev.belay.definition.compile;

import java.util.Locale;

/// What `run` may start besides a workflow, each only where the operator allows it.
public enum RunKind {
    CONTAINER,
    SCRIPT,
    SHELL;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
