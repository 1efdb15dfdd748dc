package dev.belay.testkit.audit;

import dev.belay.core.model.RunKey;
import java.time.Instant;

/// Something that an activity did in the world, noted there.
///
/// @param call what was called, so that it differs within the run: two calls of one activity with
///   the same input need something that tells them apart
/// @param at when the attempt began to do it, on the clock of the histories
public record Effect(RunKey run, String call, int attempt, String key, Instant at) {}
