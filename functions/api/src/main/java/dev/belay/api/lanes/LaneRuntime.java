package dev.belay.api.lanes;

import java.util.List;

/// What the API of lanes needs of the process that serves it.
public interface LaneRuntime {
    /// Every queue that was used or is served.
    List<QueueView> depths();
}
