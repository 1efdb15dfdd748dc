package dev.belay.webhook;

import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.verify.Refusal;

/// What senders are told: little, and nothing that a request said.
final class Answers {
    private Answers() {}

    static WebhookResponse notFound() {
        return WebhookResponse.json(404, "{\"status\":\"unknown\"}");
    }

    static WebhookResponse refused(Refusal refusal) {
        WebhookResponse response =
                WebhookResponse.json(refusal.status(), "{\"status\":\"refused\"}");
        return switch (refusal) {
            case OUTAGE ->
                    response.with(
                            "retry-after", String.valueOf(WebhookLimits.RETRY_AFTER.toSeconds()));
            case METHOD -> response.with("allow", "POST");
            case UNSIGNED,
                    UNREADABLE_SIGNATURE,
                    WRONG_SIGNATURE,
                    UNDATED,
                    STALE,
                    WRONG_DIGEST,
                    WRONG_TOKEN,
                    WRONG_CLAIMS,
                    NO_SECRET,
                    UNUSABLE_SECRET,
                    NO_SCHEME,
                    UNREADABLE_CONTENT,
                    NOT_AN_EVENT,
                    NO_MAPPING,
                    CIRCLE,
                    CONFLICT,
                    TOO_LARGE,
                    TOO_MANY_HEADERS,
                    DISABLED ->
                    response;
        };
    }

    static WebhookResponse to(Sender sender, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var run) ->
                    good(sender, "{\"status\":\"accepted\",\"run\":\"%s\"}".formatted(run));
            case Outcome.Duplicate(var run) ->
                    good(sender, "{\"status\":\"duplicate\",\"run\":\"%s\"}".formatted(run));
            case Outcome.Skipped _ -> good(sender, "{\"status\":\"skipped\"}");
            case Outcome.Handshake _ -> good(sender, "{\"status\":\"ready\"}");
            case Outcome.Refused(var refusal, _) ->
                    refusal == Refusal.NO_MAPPING
                            ? WebhookResponse.json(refusal.status(), "{\"status\":\"held\"}")
                            : refused(refusal);
        };
    }

    private static WebhookResponse good(Sender sender, String body) {
        return sender.reply() == null
                ? WebhookResponse.json(200, body)
                : WebhookResponse.text(200, sender.reply());
    }
}
