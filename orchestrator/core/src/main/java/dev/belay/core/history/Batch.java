package dev.belay.core.history;

import java.time.Instant;
import java.util.List;

/// What one advance appended: first what it was told, then what was decided on it.
///
/// The bounds of batches are part of the truth: replay gives the decider the same events together
/// and lets [#time] pass as it did.
///
/// @param number from 1, without gaps
/// @param time what the workflow saw as the time while it decided
public record Batch(long number, Instant time, List<HistoryEvent> events) {
    public Batch {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "number is %d, expected 1 or more".formatted(number));
        }
        events = List.copyOf(events);
    }
}
