package dev.belay.local.flow;

import dev.belay.api.ApiRuntime;
import dev.belay.flow.store.FlowStore;

/// A process with flows of its own.
public interface FlowRuntime extends ApiRuntime {
    FlowStore flows();
}
