package dev.belay.api.flows;

import dev.belay.definition.compile.CompilerOptions;
import dev.belay.flow.store.FlowStore;

/// What the API of flows needs of the process that serves it.
public interface FlowRuntime {
    FlowStore flows();

    /// What definitions are compiled with. Whatever it loads, authors can make this host load.
    CompilerOptions compiler();
}
