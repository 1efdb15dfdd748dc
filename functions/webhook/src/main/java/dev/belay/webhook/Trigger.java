package dev.belay.webhook;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What starts runs of a workflow when somebody outside sends something, or when an event is
/// published.
///
/// @param id 1 to 64 characters of `a-z`, `0-9`, `-`, `.`, `_`; a part of the address
/// @param workflow what is started
/// @param version of it; 0 is the newest
/// @param sender a row of the table of senders, or [#EVENT]
/// @param secrets names in the secret store by role: `signing`, and `verify` for handshakes
/// @param options what the sender's row asks for: `url` as the sender knows it, ids, audiences
/// @param allowUnsigned whether deliveries start runs although nothing proves who sent them
/// @param expressions what the mapping evaluates
/// @param deliveryId a template that replaces the sender's; `none` makes every request its own
/// @param conflict what becomes of an event whose workflow id has an open run
/// @param tolerance how old a signature may be; null leaves it to the sender's advice
/// @param headers which the event carries besides the sender's own
/// @param bodyBytesMax larger deliveries are refused
/// @param events only with [#EVENT]: an event that any of them wants starts a run
/// @param flow the flow whose definition makes this trigger; null where somebody made it by itself
public record Trigger(
        Workspace workspace,
        String id,
        String workflow,
        int version,
        Lane lane,
        String sender,
        Map<String, String> secrets,
        Map<String, String> options,
        boolean allowUnsigned,
        Expressions expressions,
        @Nullable String deliveryId,
        ConflictPolicy conflict,
        @Nullable Duration tolerance,
        Set<String> headers,
        int bodyBytesMax,
        List<EventFilter> events,
        @Nullable String flow,
        boolean enabled) {
    /// The role of the secret that signatures are verified with.
    public static final String SIGNING = "signing";

    /// The role of the token that handshakes show.
    public static final String VERIFY = "verify";

    /// Makes every request a delivery of its own.
    public static final String NO_DELIVERY_ID = "none";

    /// The sender of triggers that CloudEvents start, those that runs emit among them. No request
    /// to the trigger's own address does.
    public static final String EVENT = "event";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public Trigger {
        if (!isId(id)) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "trigger id of %d characters is not a valid name; expected 1 to 64 characters of a-z, 0-9, '-', '.', '_', beginning with a letter or digit"
                            .formatted(id.length()));
        }
        if (bodyBytesMax < 1 || bodyBytesMax > WebhookLimits.BODY_BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "trigger '%s' takes bodies of %d bytes, expected 1 to %d"
                            .formatted(id, bodyBytesMax, WebhookLimits.BODY_BYTES_MAX));
        }
        if (tolerance != null && (tolerance.isNegative() || tolerance.isZero())) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "trigger '%s' has a tolerance of %s, expected more than nothing"
                            .formatted(id, tolerance));
        }
        secrets = Map.copyOf(secrets);
        options = Map.copyOf(options);
        headers = Set.copyOf(headers);
        events = List.copyOf(events);
    }

    /// Whether this could be the id of a trigger.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// What is evaluated on an event, in jq, alone or inside `${ }`.
    ///
    /// @param filter whether an event starts a run; null lets every one
    /// @param input of the run, made of the event; null is the whole event
    /// @param workflowId made of the event; null gives each delivery a run of its own
    /// @param idempotencyKey made of the event: of several with the same key, the first starts a
    ///   run; null is the delivery's id
    public record Expressions(
            @Nullable String filter,
            @Nullable String input,
            @Nullable String workflowId,
            @Nullable String idempotencyKey) {
        public static final Expressions NONE = new Expressions(null, null, null, null);
    }

    /// A trigger with the settings that most have.
    public static Trigger of(Workspace workspace, String id, String workflow, String sender) {
        return new Trigger(
                workspace,
                id,
                workflow,
                0,
                Lane.AUTOMATION,
                sender,
                sender.equals(EVENT) ? Map.of() : Map.of(SIGNING, id),
                Map.of(),
                false,
                Expressions.NONE,
                null,
                ConflictPolicy.USE_EXISTING,
                null,
                Set.of(),
                WebhookLimits.BODY_BYTES,
                List.of(),
                null,
                true);
    }

    /// Whether events start it, not deliveries.
    public boolean isOfEvents() {
        return sender.equals(EVENT);
    }

    /// The name of the secret that proves its sender; null where it has none.
    public @Nullable String signingSecret() {
        return secrets.get(SIGNING);
    }

    public Trigger withLane(Lane changed) {
        return new TriggerDraft(this).lane(changed).trigger();
    }

    public Trigger withExpressions(Expressions changed) {
        return new TriggerDraft(this).expressions(changed).trigger();
    }

    public Trigger withOptions(Map<String, String> changed) {
        return new TriggerDraft(this).options(changed).trigger();
    }

    public Trigger withSecrets(Map<String, String> changed) {
        return new TriggerDraft(this).secrets(changed).trigger();
    }

    public Trigger withAllowUnsigned(boolean changed) {
        return new TriggerDraft(this).allowUnsigned(changed).trigger();
    }

    public Trigger withDeliveryId(@Nullable String changed) {
        return new TriggerDraft(this).deliveryId(changed).trigger();
    }

    public Trigger withConflict(ConflictPolicy changed) {
        return new TriggerDraft(this).conflict(changed).trigger();
    }

    public Trigger withTolerance(@Nullable Duration changed) {
        return new TriggerDraft(this).tolerance(changed).trigger();
    }

    public Trigger withBodyBytesMax(int changed) {
        return new TriggerDraft(this).bodyBytesMax(changed).trigger();
    }

    public Trigger withHeaders(Set<String> changed) {
        return new TriggerDraft(this).headers(changed).trigger();
    }

    public Trigger withEvents(List<EventFilter> changed) {
        return new TriggerDraft(this).events(changed).trigger();
    }

    public Trigger withFlow(@Nullable String changed) {
        return new TriggerDraft(this).flow(changed).trigger();
    }

    public Trigger withEnabled(boolean changed) {
        return new TriggerDraft(this).enabled(changed).trigger();
    }
}
