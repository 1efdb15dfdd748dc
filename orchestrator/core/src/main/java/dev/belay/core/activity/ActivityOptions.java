package dev.belay.core.activity;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one activity is tried: recorded with the command that schedules it, so that a later change
/// of the code does not change what is in flight.
///
/// @param startToClose how long one attempt may take
/// @param scheduleToStart how long an attempt may wait for a worker; a miss is not retried
/// @param scheduleToClose how long all attempts and the pauses between them may take together
/// @param heartbeat how long an attempt may be silent; it must then report by
///   [ActivityAttempt#heartbeat]
/// @param atMostOnce an attempt is never begun twice: a start marker is written first, and an
///   attempt whose host died counts as lost without being repeated under its number
public record ActivityOptions(
        RetryPolicy retry,
        Duration startToClose,
        @Nullable Duration scheduleToStart,
        @Nullable Duration scheduleToClose,
        @Nullable Duration heartbeat,
        boolean atMostOnce) {
    public static final ActivityOptions DEFAULT =
            new ActivityOptions(
                    RetryPolicy.DEFAULT, Duration.ofMinutes(1), null, null, null, false);

    public ActivityOptions {
        requirePositive("startToClose", startToClose);
        requirePositive("scheduleToStart", scheduleToStart);
        requirePositive("scheduleToClose", scheduleToClose);
        requirePositive("heartbeat", heartbeat);
        if (scheduleToClose != null && scheduleToClose.compareTo(startToClose) < 0) {
            throw new BelayException(
                    ErrorCode.RETRY_HIERARCHY,
                    "scheduleToClose is %s but one attempt may take startToClose %s; the total cannot be shorter than an attempt"
                            .formatted(scheduleToClose, startToClose));
        }
        if (heartbeat != null && heartbeat.compareTo(startToClose) > 0) {
            throw new BelayException(
                    ErrorCode.RETRY_HIERARCHY,
                    "heartbeat is %s but the attempt ends at startToClose %s; it could never be missed"
                            .formatted(heartbeat, startToClose));
        }
    }

    public static ActivityOptions of(RetryPolicy retry, Duration startToClose) {
        return new ActivityOptions(retry, startToClose, null, null, null, false);
    }

    public ActivityOptions withRetry(RetryPolicy policy) {
        return new ActivityOptions(
                policy, startToClose, scheduleToStart, scheduleToClose, heartbeat, atMostOnce);
    }

    public ActivityOptions withStartToClose(Duration limit) {
        return new ActivityOptions(
                retry, limit, scheduleToStart, scheduleToClose, heartbeat, atMostOnce);
    }

    public ActivityOptions withScheduleToStart(Duration limit) {
        return new ActivityOptions(
                retry, startToClose, limit, scheduleToClose, heartbeat, atMostOnce);
    }

    public ActivityOptions withScheduleToClose(Duration limit) {
        return new ActivityOptions(
                retry, startToClose, scheduleToStart, limit, heartbeat, atMostOnce);
    }

    public ActivityOptions withHeartbeat(Duration limit) {
        return new ActivityOptions(
                retry, startToClose, scheduleToStart, scheduleToClose, limit, atMostOnce);
    }

    /// Each attempt is begun once or not at all.
    public ActivityOptions atMostOncePerAttempt() {
        return new ActivityOptions(
                retry, startToClose, scheduleToStart, scheduleToClose, heartbeat, true);
    }

    private static void requirePositive(String name, @Nullable Duration value) {
        if (value != null
                && (value.isNegative()
                        || value.isZero()
                        || value.compareTo(Limits.DURATION_MAX) > 0)) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "%s is %s, expected more than 0 and at most %s"
                            .formatted(name, value, Limits.DURATION_MAX));
        }
    }
}
