package dev.belay.schedule;

import dev.belay.schedule.LedgerEntry.Cause;
import java.time.Instant;

/// A due time that a run is, or may be, started for.
///
/// @param late whether nobody was there in time
public record Waiting(Instant due, Cause cause, Overlap overlap, boolean late) {}
