package dev.belay.webhook.sender;

import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one sender.
///
/// @param name as triggers name it
/// @param title as people do
/// @param schemes the first whose conditions hold is tried
/// @param deliveries what identifies a delivery over its retries: the first that the request has;
///   where it has none of them, the body's digest
/// @param type of the event; null where requests do not say
/// @param document where the JSON is, if not the body
/// @param reply the body that an accepted delivery must be answered with; null leaves it to us
/// @param deadlineSeconds how soon an answer must come; null where that is not known
/// @param retries what the sender does when no good answer comes
/// @param evidence where the facts come from
/// @param note what an operator should know
public record Sender(
        String name,
        String title,
        List<Scheme> schemes,
        List<Handshake> handshakes,
        List<Template> deliveries,
        @Nullable Template type,
        @Nullable Source document,
        @Nullable String reply,
        @Nullable Integer deadlineSeconds,
        String retries,
        Evidence evidence,
        String note) {
    public Sender {
        schemes = List.copyOf(schemes);
        handshakes = List.copyOf(handshakes);
        deliveries = List.copyOf(deliveries);
    }

    /// How well the facts are founded.
    public enum Evidence {
        /// A signature that the sender published is recomputed by our tests.
        VECTOR,
        /// Read in the sender's documentation.
        DOCUMENTED,
        /// Read in code that others run against the sender.
        IN_USE,
        /// From memory: try it with a real delivery before you rely on it.
        UNVERIFIED
    }

    /// Whether nothing in a request proves who sent it.
    public boolean provesNothing() {
        return schemes.stream().allMatch(scheme -> scheme.algorithm() == Algorithm.NONE);
    }

    public Optional<Template> eventType() {
        return Optional.ofNullable(type);
    }
}
