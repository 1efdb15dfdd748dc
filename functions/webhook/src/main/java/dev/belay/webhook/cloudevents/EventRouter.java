package dev.belay.webhook.cloudevents;

import dev.belay.core.model.Workspace;

/// Hands an event to whatever waits for it: runs to start, runs to signal.
public interface EventRouter {
    /// Durable when it returns. The same event may come again after a crash: whoever is started or
    /// signalled must know it by its source and id.
    ///
    /// @return how many runs were started or signalled
    int route(Workspace workspace, CloudEvent event);
}
