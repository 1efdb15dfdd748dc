package dev.belay.core.activity;

import java.time.Duration;

/// Retry and timeout settings for the kinds of work that workflows of this domain do. Any activity
/// adopts one with [ActivityType#with] and overrides what it must.
///
/// "n retries" means n + 1 attempts.
public final class Presets {
    private Presets() {}

    /// A call of a language model: 10 minutes, 3 retries, doubling from 2 s.
    public static final ActivityOptions AI_MODEL_CALL =
            ActivityOptions.of(
                    RetryPolicy.exponential(4, Duration.ofSeconds(2)), Duration.ofMinutes(10));

    /// A write to a database: 30 s, 5 retries, 100 ms apart.
    public static final ActivityOptions DATABASE_WRITE =
            ActivityOptions.of(
                    RetryPolicy.constant(6, Duration.ofMillis(100)), Duration.ofSeconds(30));

    /// A call of somebody else's API: 60 s, 3 retries, doubling from 1 s, with jitter.
    public static final ActivityOptions EXTERNAL_API =
            ActivityOptions.of(
                    RetryPolicy.exponential(4, Duration.ofSeconds(1)).withJitter(0.5),
                    Duration.ofSeconds(60));

    /// Indexing for search: 2 minutes, 2 retries, doubling from 5 s.
    public static final ActivityOptions SEARCH_INDEXING =
            ActivityOptions.of(
                    RetryPolicy.exponential(3, Duration.ofSeconds(5)), Duration.ofMinutes(2));

    /// Delivery of a webhook: 30 s, 5 retries, doubling from 1 s, with jitter.
    public static final ActivityOptions WEBHOOK_DELIVERY =
            ActivityOptions.of(
                    RetryPolicy.exponential(6, Duration.ofSeconds(1)).withJitter(0.5),
                    Duration.ofSeconds(30));

    /// Processing of media: 5 minutes, 2 retries, doubling from 5 s.
    public static final ActivityOptions MEDIA_PROCESSING =
            ActivityOptions.of(
                    RetryPolicy.exponential(3, Duration.ofSeconds(5)), Duration.ofMinutes(5));
}
