package dev.belay.flow.store;

import dev.belay.core.model.Workspace;

/// Keeps published flows.
public interface FlowStore extends FlowReader {
    /// Publishes a version, unless its number is taken: of two callers, one wins. Durable when it
    /// returns.
    ///
    /// @return false when the number is taken; nothing changed then
    boolean putIfAbsent(Workspace workspace, PublishedFlow flow);

    /// Lets new runs begin with a version, or not. Does nothing where there is no such version.
    void enable(Workspace workspace, String workflow, int number, boolean enabled);
}
