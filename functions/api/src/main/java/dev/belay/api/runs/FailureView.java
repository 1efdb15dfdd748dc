package dev.belay.api.runs;

import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import org.jspecify.annotations.Nullable;

/// A failure without its stack trace.
public record FailureView(
        FailureKind kind, String type, String message, @Nullable FailureView cause) {
    static FailureView of(Failure failure) {
        return new FailureView(
                failure.kind(),
                failure.type(),
                failure.message(),
                failure.cause() == null ? null : of(failure.cause()));
    }
}
