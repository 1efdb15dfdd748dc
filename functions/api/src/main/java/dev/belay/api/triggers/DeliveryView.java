package dev.belay.api.triggers;

import dev.belay.webhook.Delivery;
import dev.belay.webhook.Delivery.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of a trigger's inbox, without its body.
///
/// @param repeatable whether it can be delivered again
public record DeliveryView(
        String id,
        Instant receivedAt,
        String deliveryId,
        String type,
        Map<String, String> headers,
        boolean repeatable,
        Result result) {
    static DeliveryView of(Delivery line) {
        return new DeliveryView(
                line.id(),
                line.receivedAt(),
                line.deliveryId(),
                line.type(),
                line.headers(),
                line.isRepeatable(),
                Result.of(line.outcome()));
    }

    /// What became of it.
    ///
    /// @param status accepted, duplicate, skipped, handshake or refused
    /// @param code of a refusal
    /// @param why in words
    public record Result(
            String status, @Nullable String run, @Nullable String code, @Nullable String why) {
        static Result of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted(var run) -> new Result("accepted", run.value(), null, null);
                case Outcome.Duplicate(var run) -> new Result("duplicate", run.value(), null, null);
                case Outcome.Skipped(var why) -> new Result("skipped", null, null, why);
                case Outcome.Handshake(var name) -> new Result("handshake", null, null, name);
                case Outcome.Refused refused ->
                        new Result(
                                "refused",
                                null,
                                refused.refusal().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                refused.sentence());
            };
        }
    }
}
