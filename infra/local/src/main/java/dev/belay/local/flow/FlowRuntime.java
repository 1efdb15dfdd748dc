package dev.belay.local.flow;

import dev.belay.api.ApiRuntime;
import dev.belay.api.lanes.LaneRuntime;

/// A process with runs, flows and lanes of its own.
public interface FlowRuntime extends ApiRuntime, dev.belay.api.flows.FlowRuntime, LaneRuntime {}
