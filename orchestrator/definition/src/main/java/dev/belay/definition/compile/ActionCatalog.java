package dev.belay.definition.compile;

import java.util.Optional;

/// What the default catalog offers: the actions of connectors and the functions of this
/// installation.
@FunctionalInterface
public interface ActionCatalog {
    /// Takes every action for one that exists, performed by the task queue `connectors` with a
    /// connection of the workspace.
    ActionCatalog OPEN = call -> Optional.of(new Action("connectors", true));

    /// Nothing where there is no such action or no such version of it.
    Optional<Action> find(CallName call);

    /// @param queue the task queue of the function that performs it
    /// @param needsConnection whether it acts with a workspace's credentials
    record Action(String queue, boolean needsConnection) {}
}
