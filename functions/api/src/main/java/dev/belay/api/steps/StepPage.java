package dev.belay.api.steps;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a run's steps.
///
/// @param batches how many of the history they are folded from
/// @param asOf when the last of these was written; null before the first
/// @param total how many steps the run has
/// @param after the history's cursor after these batches, by which to wait for what is new
/// @param next the cursor to go on with; null at the end
public record StepPage(
        String run,
        long batches,
        @Nullable Instant asOf,
        int total,
        List<StepRow> rows,
        String after,
        @Nullable String next) {}
