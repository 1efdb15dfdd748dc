package dev.belay.local.flow;

import dev.belay.api.ApiRuntime;
import dev.belay.api.HookRuntime;
import dev.belay.flow.store.FlowStore;

/// A process with flows and triggers of its own.
public interface FlowRuntime extends ApiRuntime {
    FlowStore flows();

    HookRuntime hooks();
}
