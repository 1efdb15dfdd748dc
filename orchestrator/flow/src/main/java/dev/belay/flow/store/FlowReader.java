package dev.belay.flow.store;

import dev.belay.core.model.Workspace;
import java.util.List;
import java.util.Optional;

/// Published flows, for whoever runs them or asks about them. What was published under a number
/// never changes, but for whether it is enabled.
public interface FlowReader {
    Optional<PublishedFlow> get(Workspace workspace, String workflow, int number);

    /// All versions of a flow, ascending by number; empty where there is none. Never stale.
    List<FlowVersion> versions(Workspace workspace, String workflow);

    /// The newest version of every flow of a workspace, ascending by name. May lag behind.
    List<FlowVersion> list(Workspace workspace);
}
