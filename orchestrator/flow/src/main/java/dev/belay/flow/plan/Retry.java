package dev.belay.flow.plan;

import org.jspecify.annotations.Nullable;

/// When and how often the body of a `try` is done again.
///
/// The pause before retry *n* is `delay` (constant), `delay × n` (linear) or `delay × 2^(n-1)`
/// (exponential), at most `maxDelay`, plus something between the two ends of the jitter.
///
/// @param delay null is none
/// @param jitterFrom and `jitterTo` both or neither
/// @param retries how many follow the first attempt; null is no limit
/// @param attemptDuration how long one attempt may take
/// @param duration how long after the first attempt began another may begin
public record Retry(
        @Nullable Jq when,
        @Nullable Jq exceptWhen,
        @Nullable Span delay,
        Backoff backoff,
        @Nullable Span maxDelay,
        @Nullable Span jitterFrom,
        @Nullable Span jitterTo,
        @Nullable Integer retries,
        @Nullable Span attemptDuration,
        @Nullable Span duration) {
    public enum Backoff {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
    }
}
