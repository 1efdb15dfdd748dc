package dev.belay.functions.support;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.port.PayloadCodec;
import org.jspecify.annotations.Nullable;

/// An activity's name and types together with its code.
record BoundActivity<I, O>(ActivityType<I, O> type, Activity<I, O> activity) {
    /// Reads the input now, performs later.
    ///
    /// @throws dev.belay.core.error.BelayException `UNREADABLE_PAYLOAD` when the bytes are no such
    ///   input
    Code prepare(PayloadCodec codec, byte[] input) {
        I value = codec.read(input, type.input());
        return attempt -> perform(value, attempt);
    }

    // A workflow that gives null asked for it; the activity's own signature says whether it may.
    @SuppressWarnings("NullAway")
    private @Nullable Object perform(@Nullable I value, ActivityAttempt attempt) throws Exception {
        return activity.perform(value, attempt);
    }

    /// What is left to do when the input is read.
    interface Code {
        @Nullable Object perform(ActivityAttempt attempt) throws Exception;
    }
}
