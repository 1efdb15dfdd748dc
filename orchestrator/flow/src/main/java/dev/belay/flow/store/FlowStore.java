package dev.belay.flow.store;

import dev.belay.core.model.Workspace;
import java.util.List;
import java.util.Optional;

/// Keeps published flows. What was published under a number never changes, but for whether it is
/// enabled.
public interface FlowStore {
    /// Publishes a version, unless its number is taken: of two callers, one wins. Durable when it
    /// returns.
    ///
    /// @return false when the number is taken; nothing changed then
    boolean putIfAbsent(Workspace workspace, PublishedFlow flow);

    Optional<PublishedFlow> get(Workspace workspace, String workflow, int number);

    /// All versions of a flow, ascending by number; empty where there is none. Never stale.
    List<FlowVersion> versions(Workspace workspace, String workflow);

    /// The newest version of every flow of a workspace, ascending by name. May lag behind.
    List<FlowVersion> list(Workspace workspace);

    /// Lets new runs begin with a version, or not. Does nothing where there is no such version.
    void enable(Workspace workspace, String workflow, int number, boolean enabled);
}
