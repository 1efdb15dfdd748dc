package dev.belay.webhook;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Definitions of triggers. A change is durable when it returns, and in force for every request
/// after it.
public interface TriggerStore {
    Optional<Trigger> find(Workspace workspace, String id);

    /// Also over a trigger of the same id.
    void put(Trigger trigger);

    /// @return whether it was there
    boolean remove(Workspace workspace, String id);

    /// By id.
    ///
    /// @param cursor where the page before this one ended; null for the first
    Page<Trigger> list(Workspace workspace, int limit, @Nullable String cursor);
}
