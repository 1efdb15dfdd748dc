package dev.belay.functions.support;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Each layer must give up before the one around it: an attempt before its function, a function
/// before its message comes again. Otherwise the outer layer repeats what the inner one still does,
/// and no retry policy counts it.
public final class RetryHierarchy {
    private RetryHierarchy() {}

    /// @param functionLimit how long the function that performs the activity may run; null where
    ///   the host sets no limit
    /// @throws BelayException `RETRY_HIERARCHY` with both numbers
    public static void requireAttemptFits(
            String activity, ActivityOptions options, @Nullable Duration functionLimit) {
        Duration needed = options.startToClose().plus(ActivityWorker.REPORTING);
        if (functionLimit != null && needed.compareTo(functionLimit) > 0) {
            throw new BelayException(
                    ErrorCode.RETRY_HIERARCHY,
                    "activity '%s' has startToClose %s but its function ends after %s, and needs %s of it to report; shorten startToClose or lengthen the function's timeout"
                            .formatted(
                                    activity,
                                    options.startToClose(),
                                    functionLimit,
                                    ActivityWorker.REPORTING));
        }
    }

    /// @throws BelayException `RETRY_HIERARCHY` with both numbers
    public static void requireFunctionFits(
            String queue, Duration functionLimit, Duration visibility) {
        if (functionLimit.compareTo(visibility) > 0) {
            throw new BelayException(
                    ErrorCode.RETRY_HIERARCHY,
                    "queue '%s' shows its messages again after %s but its function may run for %s; every attempt in between would count as lost. Lengthen the queue's visibility"
                            .formatted(queue, visibility, functionLimit));
        }
    }

    /// A dead-letter queue must not take what was delivered once and lost: the second delivery is
    /// what reports it.
    ///
    /// @throws BelayException `RETRY_HIERARCHY` with both numbers
    public static void requireRedeliveries(String queue, int receiveCountMax) {
        if (receiveCountMax < RECEIVES_MIN) {
            throw new BelayException(
                    ErrorCode.RETRY_HIERARCHY,
                    "queue '%s' gives a message up after %d deliveries, expected at least %d; a lost attempt is reported by the delivery after it"
                            .formatted(queue, receiveCountMax, RECEIVES_MIN));
        }
    }

    private static final int RECEIVES_MIN = 3;
}
