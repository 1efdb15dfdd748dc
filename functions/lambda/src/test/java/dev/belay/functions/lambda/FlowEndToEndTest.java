package dev.belay.functions.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunResult;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunQuery;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.emulators.CalledActions;
import dev.belay.lambda.TimerSweepFunction;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleSpec;
import dev.belay.schedule.ScheduleTarget;
import dev.belay.schedule.ScheduleWorkflow;
import dev.belay.webhook.store.TriggerJson;
import dev.belay.webhook.store.TriggerRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: what somebody sends to a webhook becomes a run of a published flow, and the run comes to
/// its end, whatever becomes of the hosts in between.
///
/// Method: every function that takes part is invoked with Lambda's own events, each time on a host
/// that remembers nothing; between them are DynamoDB Local, ElasticMQ and the emulators.
@QuarkusTest
@QuarkusTestResource(LocalAwsResource.class)
@Timeout(120)
class FlowEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INTAKE =
            """
            document: { dsl: '1.0.3', namespace: shop, name: intake, version: '1.0.0' }
            input: { from: .data }
            do:
            - route:
                switch:
                - large: { when: (.items | length) > 1, then: each }
                - small: { then: refuse }
            - refuse:
                set: { refused: '${ .items[0] }' }
                then: end
            - each:
                for: { each: item, in: .items }
                do:
                - insure:
                    call: 'shop.insure:1.0.0@default'
                    with: { item: '${ $item }' }
                    output: { as: '$input + { insured: (($input.insured // []) + [.policy]) }' }
            - pause: { wait: PT20M }
            - tell:
                emit: { event: { with: { source: 'https://shop.example', type: shop.insured, data: '${ .insured }' } } }
                output: { as: $input }
            - answer: { set: { insured: '${ .insured }' } }
            """;

    private final Stack stack;
    private final MovingClock clock;

    @Inject
    FlowEndToEndTest(Stack stack, MovingClock clock) {
        this.stack = stack;
        this.clock = clock;
    }

    @BeforeEach
    void prepare() throws JsonProcessingException {
        stack.losesHosts(false);
        stack.publish(INTAKE);
        stack.secret("orders", GitHub.SECRET);
        new TriggerRecords(stack.ports.records())
                .put(
                        TriggerJson.read(
                                Workspace.DEFAULT,
                                JSON.readTree(
                                        """
                                        {"id": "orders", "workflow": "shop.intake", "lane": "system",
                                         "sender": "github"}
                                        """)));
    }

    @AfterEach
    void nothingWasAskedThatIsNotListed() {
        for (String function : Permissions.functions()) {
            assertThat(Permissions.of(function, "function"))
                    .as("what %s may ask for", function)
                    .containsAll(CalledActions.by(function));
        }
    }

    @Test
    void a_signed_webhook_becomes_a_run_that_branches_loops_waits_and_ends() throws Exception {
        RunKey run = sent("{\"items\":[\"pot\",\"urn\"]}");

        RunResult result = result(run);

        assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(result.result())
                .isEqualTo(
                        Payload.Inline.of("{\"insured\":[\"policy of pot\",\"policy of urn\"]}"));
    }

    @Test
    void the_other_branch_ends_at_once() throws Exception {
        RunKey run = sent("{\"items\":[\"pot\"]}");

        stack.deliverUntil(() -> isOver(run));

        assertThat(stack.client.result(run, Duration.ofSeconds(5)).result())
                .isEqualTo(Payload.Inline.of("{\"refused\":\"pot\"}"));
    }

    @Test
    void a_run_survives_the_loss_of_every_host_it_comes_to() throws Exception {
        stack.losesHosts(true);
        RunKey run = sent("{\"items\":[\"cup\",\"jug\",\"pan\"]}");

        RunResult result = result(run);

        assertThat(result.result())
                .isEqualTo(
                        Payload.Inline.of(
                                "{\"insured\":[\"policy of cup\",\"policy of jug\",\"policy of pan\"]}"));
    }

    @Test
    void a_body_that_was_changed_on_the_way_starts_nothing() throws Exception {
        GatewayRequest signed = GitHub.delivery("orders", "{\"items\":[]}");
        var changed =
                new GatewayRequest(
                        signed.rawPath(),
                        "",
                        signed.headers(),
                        "{\"items\":[1]}",
                        false,
                        signed.requestContext());

        assertThat(receive(changed).statusCode()).isEqualTo(401);
    }

    @Test
    void the_same_delivery_again_is_answered_with_the_first_run() throws Exception {
        GatewayRequest request = GitHub.delivery("orders", "{\"items\":[\"pot\"]}");

        GatewayResponse first = receive(request);
        GatewayResponse second = receive(request);

        assertThat(JSON.readTree(second.body()).path("status").asText()).isEqualTo("duplicate");
        assertThat(JSON.readTree(second.body()).path("run"))
                .isEqualTo(JSON.readTree(first.body()).path("run"));
    }

    @Test
    void a_schedule_starts_runs_of_a_flow() {
        var workflows = new WorkflowRegistry(ScheduleWorkflow.types(), stack.payloads);
        var queries = new QueryService(new RunLoader(stack.ports.histories(), workflows, "test"));
        var schedules =
                new ScheduleClient(
                        stack.client,
                        queries,
                        stack.payloads,
                        Workspace.DEFAULT,
                        Duration.ofSeconds(5));

        RunKey schedule =
                schedules.create(
                        "daily",
                        ScheduleDefinition.of(
                                ScheduleSpec.every("P1D"),
                                ScheduleTarget.of(
                                        "shop.intake",
                                        Map.of("data", Map.of("items", List.of("pot"))))),
                        false);
        stack.deliverUntil(() -> {
            pass(Duration.ofHours(25));
            return completedBy("daily") >= 1;
        });

        stack.client.terminate(schedule, "the test is over");
        stack.deliverUntil(() -> isOver(schedule));
    }

    private long completedBy(String schedule) {
        return stack.client.list(RunQuery.all(Workspace.DEFAULT, 100)).items().stream()
                .filter(head -> head.workflow().equals("shop.intake"))
                .filter(head -> head.workflowId().value().contains(schedule))
                .filter(head -> head.status() == RunStatus.COMPLETED)
                .count();
    }

    /// An hour passes each time the queues were looked at: longer than any wait of the flow, so
    /// that no message has to be delayed.
    private RunResult result(RunKey run) throws InterruptedException {
        stack.deliverUntil(() -> {
            pass(Duration.ofHours(1));
            return isOver(run);
        });
        return stack.client.result(run, Duration.ofSeconds(5));
    }

    private void pass(Duration time) {
        clock.advanceBy(time);
        CalledActions.of("timer-sweep", () -> Stack.cold(TimerSweepFunction.class).sweep());
    }

    private boolean isOver(RunKey run) {
        return stack.client.describe(run).status().isClosed();
    }

    private RunKey sent(String body) throws Exception {
        GatewayResponse response = receive(GitHub.delivery("orders", body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String run = JSON.readTree(response.body()).path("run").asText();
        return new RunKey(Workspace.DEFAULT, new RunId(run));
    }

    private static GatewayResponse receive(GatewayRequest request) {
        return CalledActions.of(
                "webhook", () -> Stack.cold(WebhookFunction.class).receive(request));
    }
}
