package dev.belay.webhook;

import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.memory.InMemoryPorts;
import dev.belay.memory.InMemoryRecords;
import dev.belay.memory.VirtualClock;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.store.DeliveryRecords;
import dev.belay.webhook.store.InMemorySecrets;
import dev.belay.webhook.store.TriggerRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A handler over ports in memory, at a time that a test moves.
final class World {
    static final Workspace WORKSPACE = Workspace.DEFAULT;
    static final Senders SENDERS = Senders.known();

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T10:15:30Z"));
    final InMemoryPorts ports = InMemoryPorts.on(clock);
    final InMemoryRecords records = new InMemoryRecords();
    final TriggerStore triggers = new TriggerRecords(records);
    final DeliveryLog log = new DeliveryRecords(records);
    final InMemorySecrets secrets = new InMemorySecrets();
    final Ids ids = new Ids(clock, new Random(7));
    final Payloads payloads = new Payloads(new NoCodec(), ports.payloads());
    final RunClient client =
            new RunClient(
                    new ClientPorts(
                            ports.history(),
                            ports.index(),
                            ports.inbox(),
                            ports.queues(),
                            ports.history(),
                            clock,
                            this::durable),
                    ids);

    /// What mapping does; a test may change it.
    TriggerMapping mapping = TriggerMapping.WHOLE_EVENT;

    /// Whether starts fail at their very end, as when a store is away.
    boolean storeIsAway;

    private final WebhookHandler handler =
            new WebhookHandler(
                    new WebhookHandler.Ports(
                            triggers,
                            secrets,
                            log,
                            (trigger, event) -> mapping.map(trigger, event),
                            client,
                            payloads),
                    SENDERS,
                    ids,
                    clock);

    EventTriggers events(TriggerMapping evaluated, EventMatcher matcher) {
        mapping = evaluated;
        return new EventTriggers(
                new WebhookHandler.Ports(triggers, secrets, log, evaluated, client, payloads),
                matcher,
                ids,
                clock);
    }

    private void durable() {
        if (storeIsAway) {
            throw new BelayException(ErrorCode.STORE_UNAVAILABLE, "the store is away");
        }
    }

    Trigger trigger(String sender) {
        Trigger trigger =
                Trigger.of(WORKSPACE, "orders", "order-flow", sender)
                        .withOptions(SignedRequests.options());
        triggers.put(trigger);
        return trigger;
    }

    SignedRequests signer(String sender, int seed) {
        Sender row = SENDERS.require(sender);
        var signer = new SignedRequests(row, row.schemes().getFirst(), seed);
        secrets.put(WORKSPACE, "orders", signer.secret());
        return signer;
    }

    WebhookResponse send(WebhookRequest request) {
        return handler.handle(WORKSPACE.name(), "orders", request);
    }

    WebhookHandler handler() {
        return handler;
    }

    List<Delivery> lines() {
        return log.list(WORKSPACE, "orders", 100, null).items();
    }

    Delivery.Outcome newest() {
        return lines().getFirst().outcome();
    }

    List<RunHead> runs() {
        return client.list(RunQuery.all(WORKSPACE, 100)).items();
    }

    /// The starts that wait to be worked off: what will run.
    List<StartRequest> started() {
        var found = new ArrayList<StartRequest>();
        for (var message : ports.queues().messages(TaskQueue.orchestrator(Lane.AUTOMATION))) {
            if (message instanceof RunMessage.Start(var _, var request)) {
                found.add(request);
            }
        }
        return found;
    }

    /// Closes the newest run, so that its workflow id is free again.
    void closeRun() {
        RunHead open = runs().getFirst();
        ports.index()
                .save(
                        new RunHead(
                                open.run(),
                                open.workflowId(),
                                open.workflow(),
                                1,
                                open.lane(),
                                RunStatus.COMPLETED,
                                open.startedAt(),
                                clock.instant(),
                                open.asOf() + 1,
                                null,
                                open.attributes(),
                                open.memo(),
                                open.tags(),
                                null,
                                null));
    }

    static String input(StartRequest request) {
        return ((Payload.Inline) request.input()).text();
    }

    /// Values here are bytes already.
    private static final class NoCodec implements PayloadCodec {
        @Override
        public byte[] write(@Nullable Object value) {
            throw new AssertionError("no value is written");
        }

        @Override
        public <T> @Nullable T read(byte[] bytes, Class<T> type) {
            throw new AssertionError("no value is read");
        }
    }
}
