package dev.belay.flow.expression;

import java.time.Instant;

/// What an evaluation knows and may use up.
///
/// @param now what `now` gives: the time that the run sees, so that replay sees it again
/// @param stepsMax results that all parts of the expression together may produce
/// @param bytesMax how large the value may be, roughly, as JSON
public record EvaluationScope(Instant now, long stepsMax, long bytesMax) {
    public static final long STEPS_MAX = 1_000_000;
    public static final long BYTES_MAX = 16L * 1024 * 1024;

    public static EvaluationScope at(Instant now) {
        return new EvaluationScope(now, STEPS_MAX, BYTES_MAX);
    }
}
