package dev.belay.flow.plan;

import org.jspecify.annotations.Nullable;

/// How many runs of a flow may be at work at once.
///
/// @param limit runs that hold a slot
/// @param key counts runs that share its value, evaluated on the input; null counts all
/// @param overflow what becomes of one too many
/// @param heldWhileWaiting whether a run keeps its slot while it does nothing but wait
public record Concurrency(
        int limit, @Nullable Jq key, Overflow overflow, boolean heldWhileWaiting) {
    public enum Overflow {
        /// It waits for a slot, in the order of arrival.
        QUEUE,
        /// It ends at once, cancelled, and says so.
        SKIP,
        /// It begins, and the one that has held its slot longest is cancelled.
        CANCEL_OLDEST
    }
}
