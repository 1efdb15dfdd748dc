package dev.belay.core.activity;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;

/// An activity as workflow code names it: `context.call(RESERVE, request)`.
///
/// @param name what a worker registers under; also the task queue, unless [#onQueue] says otherwise
public record ActivityType<I, O>(
        String name, Class<I> input, Class<O> output, String queue, ActivityOptions options) {
    public ActivityType {
        if (name.isBlank() || name.length() > Limits.NAME_CHARS_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "activity name has %d characters, expected 1 to %d"
                            .formatted(name.length(), Limits.NAME_CHARS_MAX));
        }
    }

    public static <I, O> ActivityType<I, O> of(String name, Class<I> input, Class<O> output) {
        return new ActivityType<>(name, input, output, name, ActivityOptions.DEFAULT);
    }

    public ActivityType<I, O> with(ActivityOptions newOptions) {
        return new ActivityType<>(name, input, output, queue, newOptions);
    }

    /// Puts the activity on a queue that it shares with others: one function serves them all.
    public ActivityType<I, O> onQueue(String newQueue) {
        return new ActivityType<>(name, input, output, newQueue, options);
    }
}
