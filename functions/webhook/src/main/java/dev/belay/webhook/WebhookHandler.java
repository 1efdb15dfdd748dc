package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.sender.Handshake;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import dev.belay.webhook.verify.Verdict;
import dev.belay.webhook.verify.WebhookVerifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Receives what senders send to triggers. Safe to use from many threads.
///
/// A delivery is answered well only when its run will begin whatever dies next, and no run has
/// begun before. Whoever is refused learns a status and no reason; the trigger's inbox has the
/// reason. The same delivery again is answered with the first run and starts nothing.
public final class WebhookHandler {
    private final TriggerStore triggers;
    private final SecretStore secrets;
    private final DeliveryLog log;
    private final Senders senders;
    private final Payloads payloads;
    private final Ids ids;
    private final InstantSource clock;
    private final WebhookVerifier verifier = new WebhookVerifier();
    private final Handshakes handshakes;
    private final Deliveries deliveries;

    /// What it works with.
    ///
    /// @param payloads keeps large inputs, and the bodies that may be delivered again
    public record Ports(
            TriggerStore triggers,
            SecretStore secrets,
            DeliveryLog log,
            TriggerMapping mapping,
            RunClient client,
            Payloads payloads) {}

    public WebhookHandler(Ports ports, Senders senders, Ids ids, InstantSource clock) {
        this.triggers = ports.triggers();
        this.secrets = ports.secrets();
        this.log = ports.log();
        this.senders = senders;
        this.payloads = ports.payloads();
        this.ids = ids;
        this.clock = clock;
        this.handshakes = new Handshakes(ports.secrets());
        this.deliveries = new Deliveries(ports, ids, clock);
    }

    /// Answers a request to `/hooks/{workspace}/{trigger}`. Never throws.
    public WebhookResponse handle(String workspace, String trigger, WebhookRequest request) {
        Optional<Trigger> found;
        try {
            found = find(workspace, trigger);
        } catch (RuntimeException _) {
            return Answers.refused(Refusal.OUTAGE);
        }
        return found.filter(known -> !known.isOfEvents())
                .map(known -> handle(known, request))
                .orElseGet(Answers::notFound);
    }

    private Optional<Trigger> find(String workspace, String trigger) {
        if (!Trigger.isId(trigger)) {
            return Optional.empty();
        }
        Workspace known;
        try {
            known = new Workspace(workspace);
        } catch (BelayException _) {
            return Optional.empty();
        }
        return triggers.find(known, trigger);
    }

    private WebhookResponse handle(Trigger trigger, WebhookRequest request) {
        try {
            return answer(trigger, request);
        } catch (RuntimeException e) {
            String code = e instanceof BelayException known ? known.code().code() : "unexpected";
            try {
                deliveries.note(trigger, new Outcome.Refused(Refusal.OUTAGE, code));
            } catch (RuntimeException _) {
                // The inbox shares the outage: the sender comes again, and leaves its line then.
            }
            return Answers.refused(Refusal.OUTAGE);
        }
    }

    private WebhookResponse answer(Trigger trigger, WebhookRequest request) {
        Optional<Refusal> unfit = Intake.check(trigger, request);
        if (unfit.isPresent()) {
            return refuse(trigger, unfit.get(), "");
        }
        Optional<Sender> sender = senders.find(trigger.sender());
        if (sender.isEmpty()) {
            return refuse(trigger, Refusal.NO_SCHEME, "this build does not know the sender");
        }
        var exchange = new Exchange(request, trigger.options(), sender.get().document());
        List<String> live = live(trigger);
        exchange.secret(Intake.first(live));
        Optional<Handshake> open = Handshakes.find(sender.get(), exchange, false);
        if (open.isPresent()) {
            return shake(trigger, open.get(), exchange, null);
        }
        if (!request.method().equals("POST") && !Handshakes.use(sender.get(), request.method())) {
            return refuse(trigger, Refusal.METHOD, "");
        }
        if (verify(trigger, sender.get(), exchange, live) instanceof Verdict.Refused no) {
            return refuse(trigger, no.refusal(), no.detail());
        }
        Received received =
                Received.of(
                        trigger,
                        sender.get(),
                        exchange,
                        Intake.deliveryId(trigger, sender.get(), exchange, ids),
                        clock.instant());
        Optional<Handshake> proven = Handshakes.find(sender.get(), exchange, true);
        if (proven.isPresent()) {
            return shake(trigger, proven.get(), exchange, received);
        }
        if (!request.method().equals("POST")) {
            return refuse(trigger, Refusal.NOT_AN_EVENT, "");
        }
        if (!Intake.isReadable(exchange)) {
            return refuse(trigger, Refusal.UNREADABLE_CONTENT, "");
        }
        return Answers.to(
                sender.get(),
                deliveries.deliver(trigger, received, event(trigger, received), null));
    }

    private List<String> live(Trigger trigger) {
        String name = trigger.secrets().get(Trigger.SIGNING);
        return name == null
                ? List.of()
                : secrets.secret(trigger.workspace(), name)
                        .map(SecretStore.Secret::live)
                        .orElse(List.of());
    }

    private Verdict verify(Trigger trigger, Sender sender, Exchange exchange, List<String> live) {
        if (sender.provesNothing()) {
            return trigger.allowUnsigned()
                    ? new Verdict.Verified(0)
                    : Verdict.refused(
                            Refusal.NO_SCHEME, "the trigger does not allow unsigned deliveries");
        }
        return verifier.verify(sender, exchange, live, clock.instant(), trigger.tolerance());
    }

    private WebhookResponse shake(
            Trigger trigger, Handshake handshake, Exchange exchange, @Nullable Received proven) {
        if (!handshakes.isAllowed(trigger, handshake, exchange)) {
            return refuse(trigger, Refusal.WRONG_TOKEN, handshake.name());
        }
        Optional<WebhookResponse> answer = Handshakes.answer(handshake, exchange);
        if (answer.isEmpty()) {
            return refuse(trigger, Refusal.NOT_AN_EVENT, handshake.name());
        }
        if (!handshakes.learn(trigger, handshake, exchange)) {
            return refuse(
                    trigger,
                    Refusal.WRONG_TOKEN,
                    "it brings a secret, and the trigger has another");
        }
        var outcome = new Outcome.Handshake(handshake.name());
        if (proven == null) {
            deliveries.note(trigger, outcome);
        } else {
            deliveries.note(trigger, outcome, proven);
        }
        return answer.get();
    }

    /// Delivers a line's body once more, as a delivery of its own: for a person who corrected what
    /// was wrong.
    ///
    /// @return what became of it; its line is in the inbox
    /// @throws BelayException `INVALID_REQUEST` when there is no such line, or nothing of it was
    ///   kept
    public Outcome redeliver(Workspace workspace, String trigger, String line) {
        Trigger known =
                triggers.find(workspace, trigger)
                        .orElseThrow(() -> invalid("no trigger is called '%s'".formatted(trigger)));
        Delivery delivery =
                log.find(workspace, trigger, line)
                        .orElseThrow(() ->
                                invalid(
                                        "the inbox of trigger '%s' has no such line any more"
                                                .formatted(trigger)));
        if (delivery.body() == null) {
            throw invalid(
                    "line %s of trigger '%s' cannot be delivered again: its sender was not proven, so its body was not kept"
                            .formatted(line, trigger));
        }
        String repeat = "~" + ids.newItemId();
        byte[] body = payloads.bytes(workspace, delivery.body());
        Received again = Received.again(delivery, body, delivery.deliveryId() + repeat);
        boolean started =
                delivery.outcome() instanceof Outcome.Accepted
                        || delivery.outcome() instanceof Outcome.Duplicate;
        return deliveries.deliver(known, again, event(known, again), started ? repeat : null);
    }

    private Supplier<JsonNode> event(Trigger trigger, Received received) {
        if (trigger.isOfEvents()) {
            return () -> Json.parse(received.body()).orElseGet(NullNode::getInstance);
        }
        Sender sender = senders.require(trigger.sender());
        return () -> Events.event(trigger, sender, received);
    }

    private static BelayException invalid(String message) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message);
    }

    private WebhookResponse refuse(Trigger trigger, Refusal refusal, String detail) {
        deliveries.note(trigger, new Outcome.Refused(refusal, detail));
        return Answers.refused(refusal);
    }
}
