package dev.belay.local.flow;

import dev.belay.api.ApiRuntime;
import dev.belay.api.HookRuntime;
import dev.belay.api.lanes.LaneRuntime;

/// A process with runs, flows, triggers and lanes of its own.
public interface FlowRuntime extends ApiRuntime, dev.belay.api.flows.FlowRuntime, LaneRuntime {
    HookRuntime hooks();
}
