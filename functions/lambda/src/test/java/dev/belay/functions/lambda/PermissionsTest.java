package dev.belay.functions.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.aws.MessageBodies;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.emulators.CalledActions;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.lambda.DeadLetterFunction;
import dev.belay.lambda.OrchestratorFunction;
import dev.belay.lambda.QueryFunction;
import dev.belay.lambda.QueryHandler;
import dev.belay.lambda.TimerSweepFunction;
import dev.belay.lambda.WatchdogFunction;
import dev.belay.webhook.store.TriggerJson;
import dev.belay.webhook.store.TriggerRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: the table of permissions is what the functions need, and no more: a role that follows it
/// refuses nothing that is asked, and allows nothing that is not.
///
/// Method: each function is brought to everything that it may ever ask of AWS, on hosts that
/// remember nothing; what it asked is compared with the table in both directions.
@QuarkusTest
@QuarkusTestResource(LocalAwsResource.class)
@Timeout(300)
class PermissionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LARGE = "x".repeat(2 * Limits.PAYLOAD_INLINE_BYTES_MAX);

    /// Listens for what never comes, and then for what does.
    private static final String LISTENER =
            """
            document: { dsl: '1.0.3', namespace: shop, name: listener, version: '1.0.0' }
            do:
            - insure:
                call: 'shop.insure:1.0.0@default'
                with: { item: '${ tojson }' }
            - hear:
                listen: { to: { one: { with: { type: shop.never } } } }
            """;

    private final Stack stack;
    private final MovingClock clock;

    @Inject
    PermissionsTest(Stack stack, MovingClock clock) {
        this.stack = stack;
        this.clock = clock;
    }

    @BeforeEach
    void prepare() throws IOException {
        CalledActions.forget();
        // Too large for an item, so that its content is in the bucket.
        stack.publish(LISTENER + "# " + "x".repeat(600_000));
        stack.secret("orders", GitHub.SECRET);
        trigger("orders", "github");
        trigger("tasks", "asana");
    }

    private void trigger(String id, String sender) throws IOException {
        new TriggerRecords(stack.ports.records())
                .put(
                        TriggerJson.read(
                                Workspace.DEFAULT,
                                JSON.readTree(
                                        """
                                        {"id": "%s", "workflow": "shop.listener", "lane": "system",
                                         "sender": "%s", "secrets": {"signing": "%s"}}
                                        """
                                                .formatted(id, sender, id))));
    }

    @Test
    void the_table_lists_what_every_function_asks_for_and_nothing_else() throws Exception {
        webhook();
        RunKey run = orchestrator();
        events();
        activities(run);
        query(run);
        query(listening());
        timers(run);
        deadLetters(run);

        try (var softly = new AutoCloseableSoftAssertions()) {
            for (String function : Permissions.functions()) {
                softly.assertThat(CalledActions.by(function))
                        .as("what %s asks for", function)
                        .isEqualTo(Permissions.of(function, "function"));
            }
        }
    }

    /// Large deliveries, a handshake that brings a secret, and an inbox that overflows.
    private void webhook() {
        WebhookFunction function = Stack.cold(WebhookFunction.class);
        var delivery = GitHub.delivery("orders", "{\"a\":\"%s\"}".formatted(LARGE));
        assertThat(invoke("webhook", () -> function.receive(delivery)).statusCode()).isEqualTo(200);
        var handshake = post("/hooks/default/tasks", Map.of("x-hook-secret", "theirs"), "{}");
        assertThat(invoke("webhook", () -> function.receive(handshake)).statusCode())
                .isEqualTo(200);
        var unsigned = post("/hooks/default/orders", Map.of(), "{}");
        for (int i = 0; i < 250; i++) {
            invoke("webhook", () -> function.receive(unsigned));
        }
    }

    /// A long run with large payloads, whose host dies before its end; and what cannot be read.
    private RunKey orchestrator() {
        RunKey run = listening();
        OrchestratorFunction warm = Stack.cold(OrchestratorFunction.class);
        long from = batches(run);
        for (long batch = from; batch < Limits.BATCHES_PER_PAGE + 5; batch++) {
            stack.client.signal(run, "noise", Payload.Inline.of("{}"), null);
            invoke("orchestrator", () -> warm.handle(Stack.event("orchestrator", woken(run))));
        }
        invoke(
                "orchestrator",
                () -> warm.handle(Stack.event("orchestrator", List.of("no message"))));
        stack.ports.inbox().seal(run, batches(run) + 1);
        orchestrate(woken(run));
        RunKey other = listening();
        stack.client.terminate(other, "for the test");
        orchestrate(woken(other));
        assertThat(stack.client.describe(other).status().isClosed()).isTrue();
        waiting();
        return run;
    }

    /// A flow that waits for longer than a message can.
    private void waiting() {
        stack.publish(
                """
                document: { dsl: '1.0.3', namespace: shop, name: waiting, version: '1.0.0' }
                do: [ { blink: { wait: PT1S } }, { pause: { wait: P2D } } ]
                """);
        RunKey run = start("shop.waiting", "{}");
        stack.deliverUntil(() -> batches(run) > 1);
    }

    private void events() {
        listening();
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/test\",\"type\":\"shop.heard\",\"data\":\""
                        + LARGE
                        + "\"}";
        var headers = Map.of("content-type", "application/cloudevents+json");
        var taken =
                invoke(
                        "events",
                        () ->
                                Stack.cold(EventsFunction.class)
                                        .receive(post("/events/default", headers, event)));
        assertThat(taken.statusCode()).isEqualTo(202);
        invoke(
                "event-bus",
                () -> {
                    Stack.cold(EventBusFunction.class)
                            .take(
                                    new BusEvent(
                                            UUID.randomUUID().toString(),
                                            "test",
                                            "shop.heard",
                                            null,
                                            null,
                                            null,
                                            null,
                                            TextNode.valueOf(LARGE)));
                    return true;
                });
    }

    /// Attempts with everything that an attempt may do.
    private void activities(RunKey run) {
        Payload large =
                stack.payloads.keep(
                        run.workspace(),
                        "test",
                        "{\"item\":\"%s\"}".formatted(LARGE).getBytes(StandardCharsets.UTF_8));
        activity(
                "connectors",
                event -> Stack.cold(ActivitiesFunction.class).handle(event),
                task(run, "shop.insure", 91, large));
        activity(
                "emit-event",
                event -> Stack.cold(EmitEventFunction.class).handle(event),
                task(run, "emit-event", 92, large));
        Payload request =
                stack.payloads.keep(
                        run.workspace(),
                        "test",
                        """
                        {"url":"http://127.0.0.1:1/","method":"POST","headers":{"x":"%s"},"body":"%s"}
                        """
                                .formatted(SecretReferences.to("orders"), LARGE)
                                .getBytes(StandardCharsets.UTF_8));
        activity(
                "http-request",
                event -> Stack.cold(HttpRequestFunction.class).handle(event),
                task(run, "http-request", 93, request));
    }

    private static void activity(
            String queue, Function<SQSEvent, SQSBatchResponse> function, ActivityTask task) {
        SQSEvent event = Stack.event(queue, List.of(MessageBodies.write(task)));
        String name = queue.equals("connectors") ? "activities" : queue;
        assertThat(invoke(name, () -> function.apply(event)).getBatchItemFailures()).isEmpty();
    }

    private static ActivityTask task(RunKey run, String activity, int id, Payload input) {
        return new ActivityTask(
                run,
                Lane.SYSTEM,
                activity,
                id,
                2,
                input,
                ActivityOptions.of(
                                RetryPolicy.exponential(2, Duration.ofSeconds(1)),
                                Duration.ofSeconds(20))
                        .withHeartbeat(Duration.ofSeconds(10))
                        .atMostOncePerAttempt(),
                Instant.now());
    }

    private void query(RunKey run) {
        var answer =
                invoke(
                        "query",
                        () ->
                                Stack.cold(QueryFunction.class)
                                        .answer(
                                                new QueryHandler.Request(
                                                        run.workspace().name(),
                                                        run.runId().value(),
                                                        "belay.state",
                                                        null)));
        assertThat(answer.error()).isNull();
    }

    /// A timer of days, and a run that nobody has looked at for a week.
    private void timers(RunKey run) {
        clock.advanceBy(Duration.ofDays(3));
        invoke("timer-sweep", () -> Stack.cold(TimerSweepFunction.class).sweep());
        clock.advanceBy(Duration.ofDays(7));
        assertThat(invoke("watchdog", () -> Stack.cold(WatchdogFunction.class).watch()).woken())
                .isPositive();
        assertThat(stack.client.describe(run).status().isClosed()).isFalse();
    }

    /// A start that nobody could handle, an attempt, and messages of runs: one that is long, one
    /// whose host died before its end, and one that is to end.
    private void deadLetters(RunKey run) {
        deadLetter(
                new RunMessage.Start(
                        start("shop.listener", "{}"),
                        request(stack.payloads.keep(Workspace.DEFAULT, "test", json(LARGE)))));
        deadLetter(task(run, "shop.insure", 94, Payload.NULL));
        stack.client.signal(run, "noise", Payload.Inline.of("{}"), null);
        deadLetter(new RunMessage.InboxFilled(run));
        RunKey sealed = listening();
        stack.ports.inbox().seal(sealed, batches(sealed) + 1);
        deadLetter(new RunMessage.InboxFilled(sealed));
        RunKey ending = listening();
        stack.client.terminate(ending, "for the test");
        deadLetter(new RunMessage.InboxFilled(ending));
    }

    private void deadLetter(QueueMessage message) {
        SQSEvent event = Stack.event("orchestrator-dlq", List.of(MessageBodies.write(message)));
        var response =
                invoke("dead-letter", () -> Stack.cold(DeadLetterFunction.class).handle(event));
        assertThat(response.getBatchItemFailures()).isEmpty();
    }

    /// A run that has begun, and listens.
    private RunKey listening() {
        RunKey run = start("shop.listener", "{\"a\":\"%s\"}".formatted(LARGE));
        stack.deliverUntil(() -> batches(run) >= 2);
        return run;
    }

    private RunKey start(String workflow, String input) {
        return stack.client
                .start(
                        Workspace.DEFAULT,
                        StartRequest.of(
                                new WorkflowId(UUID.randomUUID().toString()),
                                workflow,
                                Lane.SYSTEM,
                                stack.payloads.keep(
                                        Workspace.DEFAULT,
                                        "test",
                                        input.getBytes(StandardCharsets.UTF_8))))
                .run();
    }

    private static StartRequest request(Payload input) {
        return StartRequest.of(
                new WorkflowId(UUID.randomUUID().toString()), "shop.listener", Lane.SYSTEM, input);
    }

    private void orchestrate(List<String> bodies) {
        invoke(
                "orchestrator",
                () ->
                        Stack.cold(OrchestratorFunction.class)
                                .handle(Stack.event("orchestrator", bodies)));
    }

    private static List<String> woken(RunKey run) {
        return List.of(MessageBodies.write(new RunMessage.InboxFilled(run)));
    }

    private long batches(RunKey run) {
        var batches = stack.ports.histories().read(run, 0, 10_000);
        return batches.isEmpty() ? 0 : batches.getLast().number();
    }

    private static byte[] json(String text) {
        return TextNode.valueOf(text).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static GatewayRequest post(String path, Map<String, String> headers, String body) {
        return new GatewayRequest(path, "", headers, body, false, GitHub.post());
    }

    private static <T> T invoke(String function, Supplier<T> invocation) {
        return CalledActions.of(function, invocation);
    }
}
