package dev.belay.aws;

import java.time.Duration;

/// SQS counts in whole seconds.
final class SqsTimes {
    private static final Duration VISIBILITY_MAX = Duration.ofHours(12);
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private SqsTimes() {}

    static int secondsUp(Duration duration) {
        return Math.toIntExact(duration.plusSeconds(1).minusNanos(1).toSeconds());
    }

    static int visibility(Duration duration) {
        return secondsUp(duration.compareTo(VISIBILITY_MAX) > 0 ? VISIBILITY_MAX : duration);
    }

    static int wait(Duration duration) {
        return secondsUp(duration.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : duration);
    }
}
