package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Evaluates a trigger's expressions on an event: whether it starts a run, with which input and
/// workflow id.
@FunctionalInterface
public interface TriggerMapping {
    /// Takes every event whole. A trigger that has expressions is not for it: an event that a
    /// filter should stop must not start a run because nothing evaluates the filter.
    TriggerMapping WHOLE_EVENT =
            (trigger, event) -> {
                if (!trigger.expressions().equals(Trigger.Expressions.NONE)) {
                    throw new BelayException(
                            ErrorCode.INVALID_OPTIONS,
                            "trigger '%s' has expressions, and nothing here evaluates them"
                                    .formatted(trigger.id()));
                }
                return Mapped.start(event, null);
            };

    /// @throws dev.belay.core.error.BelayException when an expression fails, naming it and the
    ///   place, never a value of the event
    Mapped map(Trigger trigger, JsonNode event);

    /// Looks at the expressions of a trigger that is being made.
    ///
    /// @throws dev.belay.core.error.BelayException `INVALID_OPTIONS` naming each that is wrong, and
    ///   why
    default void check(Trigger trigger) {}

    sealed interface Mapped {
        /// @param workflowId null gives the delivery a run of its own
        /// @param idempotencyKey null is the delivery's id
        record Start(JsonNode input, @Nullable String workflowId, @Nullable String idempotencyKey)
                implements Mapped {}

        /// @param why for the operator
        record Skip(String why) implements Mapped {}

        static Start start(JsonNode input, @Nullable String workflowId) {
            return new Start(input, workflowId, null);
        }
    }
}
