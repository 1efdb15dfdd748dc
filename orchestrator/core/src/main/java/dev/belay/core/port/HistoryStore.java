package dev.belay.core.port;

import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;

/// Keeps histories.
public interface HistoryStore extends HistoryReader {
    /// Appends a batch if no batch of its number exists: of two callers, one wins. Durable when it
    /// returns.
    ///
    /// The caller has read batch `number - 1`, so the store need not look for gaps.
    ///
    /// @return false when the number is taken; nothing changed then
    /// @throws dev.belay.core.error.BelayException when it is not known whether the batch was
    ///   written
    boolean append(RunKey run, StoredBatch batch);

    /// Merges single batches up to and including `through` into pages, so that they read faster.
    /// What [#read] returns does not change. May be called twice, or never.
    void compact(RunKey run, long through);

    /// Keeps a snapshot in place of the one before it. May do nothing.
    default void putSnapshot(RunKey run, Snapshot snapshot) {}
}
