package dev.belay.core.activity;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.time.Duration;
import java.util.Set;

/// When a failed attempt is followed by another.
///
/// The pause before attempt *n + 1* is `initialInterval × coefficient^(n-1)`, at most
/// `maximumInterval`, reduced by up to `jitter` of itself; a failure that asks for a pause of its
/// own (`Retry-After`) gets at least that.
///
/// @param maximumAttempts all attempts, the first and those lost with their host included; 0 sets
///   no limit
/// @param coefficient 1 or more
/// @param jitter 0 (none) to 1 (anything from nothing to the whole pause)
/// @param nonRetryable failure types that no further attempt follows
public record RetryPolicy(
        int maximumAttempts,
        Duration initialInterval,
        double coefficient,
        Duration maximumInterval,
        double jitter,
        Set<String> nonRetryable) {
    /// What an activity gets that states nothing: ten attempts, from one second, doubling, at most
    /// five minutes apart, with a fifth of jitter.
    public static final RetryPolicy DEFAULT =
            exponential(10, Duration.ofSeconds(1))
                    .withMaximumInterval(Duration.ofMinutes(5))
                    .withJitter(0.2);

    /// One attempt.
    public static final RetryPolicy NONE = exponential(1, Duration.ofSeconds(1));

    public RetryPolicy {
        require(
                maximumAttempts >= 0,
                "maximumAttempts is %s, expected 0 (no limit) or more",
                maximumAttempts);
        require(
                !initialInterval.isNegative(),
                "initialInterval is %s, expected 0 or more",
                initialInterval);
        require(
                coefficient >= 1 && coefficient <= 1_000,
                "coefficient is %s, expected 1 to 1000",
                coefficient);
        require(
                maximumInterval.compareTo(initialInterval) >= 0
                        && maximumInterval.compareTo(Limits.DURATION_MAX) <= 0,
                "maximumInterval is %s, expected at least initialInterval",
                maximumInterval);
        require(jitter >= 0 && jitter <= 1, "jitter is %s, expected 0 to 1", jitter);
        nonRetryable = Set.copyOf(nonRetryable);
    }

    /// Doubling from `initialInterval`, at most a hundred times it, without jitter.
    public static RetryPolicy exponential(int maximumAttempts, Duration initialInterval) {
        return new RetryPolicy(
                maximumAttempts,
                initialInterval,
                2,
                initialInterval.multipliedBy(100),
                0,
                Set.of());
    }

    /// The same pause every time.
    public static RetryPolicy constant(int maximumAttempts, Duration interval) {
        return new RetryPolicy(maximumAttempts, interval, 1, interval, 0, Set.of());
    }

    public RetryPolicy withMaximumAttempts(int attempts) {
        return new RetryPolicy(
                attempts, initialInterval, coefficient, maximumInterval, jitter, nonRetryable);
    }

    public RetryPolicy withMaximumInterval(Duration interval) {
        return new RetryPolicy(
                maximumAttempts, initialInterval, coefficient, interval, jitter, nonRetryable);
    }

    public RetryPolicy withJitter(double fraction) {
        return new RetryPolicy(
                maximumAttempts,
                initialInterval,
                coefficient,
                maximumInterval,
                fraction,
                nonRetryable);
    }

    public RetryPolicy withNonRetryable(String... types) {
        return new RetryPolicy(
                maximumAttempts,
                initialInterval,
                coefficient,
                maximumInterval,
                jitter,
                Set.of(types));
    }

    /// Whether `attempt` may be followed by another.
    public boolean allowsAfter(int attempt) {
        return attempt < (maximumAttempts == 0 ? Limits.ATTEMPTS_MAX : maximumAttempts);
    }

    /// The pause after `attempt` (from 1).
    ///
    /// @param random 0 (inclusive) to 1 (exclusive); the caller's, so that the same history gives
    ///   the same pause
    public Duration pauseAfter(int attempt, double random) {
        double nanos = (double) initialInterval.toNanos() * Math.pow(coefficient, attempt - 1);
        double capped = Math.min(nanos, (double) maximumInterval.toNanos());
        return Duration.ofNanos((long) (capped * (1 - jitter * random)));
    }

    private static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new BelayException(ErrorCode.INVALID_OPTIONS, message.formatted(value));
        }
    }
}
