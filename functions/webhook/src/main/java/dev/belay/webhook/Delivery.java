package dev.belay.webhook;

import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.webhook.verify.Refusal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a trigger's inbox: what came, and what became of it.
///
/// @param id sorts by the time of its making
/// @param deliveryId what identifies the delivery over its retries; empty where nothing was proven,
///   so that nobody can write into the inbox who has no secret
/// @param type of the event
/// @param headers that the event carries
/// @param body as it came, to be delivered again; null where nothing was proven
public record Delivery(
        String id,
        Instant receivedAt,
        String deliveryId,
        Outcome outcome,
        String type,
        Map<String, String> headers,
        @Nullable Payload body) {
    public Delivery {
        headers = Map.copyOf(headers);
    }

    public sealed interface Outcome {
        record Accepted(RunId run) implements Outcome {}

        /// @param of the run that the first delivery led to, or that has the workflow id
        record Duplicate(RunId of) implements Outcome {}

        /// @param why the trigger's filter let it pass
        record Skipped(String why) implements Outcome {}

        record Handshake(String name) implements Outcome {}

        /// @param detail names fields and sizes, never values
        record Refused(Refusal refusal, String detail) implements Outcome {
            /// For the operator.
            public String sentence() {
                return detail.isEmpty()
                        ? refusal.sentence()
                        : "%s (%s)".formatted(refusal.sentence(), detail);
            }
        }
    }

    /// Whether it can be delivered again: it was proven, and its body is kept.
    public boolean isRepeatable() {
        return body != null;
    }
}
