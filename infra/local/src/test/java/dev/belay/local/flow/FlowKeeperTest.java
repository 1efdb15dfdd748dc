package dev.belay.local.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.port.RunHead;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.flow.Gathering;
import dev.belay.jq.JqExpressions;
import dev.belay.schedule.Overlap;
import dev.belay.webhook.Trigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowKeeperTest {
    private static final String ID = "flow.shop.order";

    private final FlowHost host = new FlowHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static String flow(String version, String metadata, String rest) {
        return """
        document:
          dsl: '1.0.3'
          namespace: shop
          name: order
          version: '%s'
          metadata: { belay: { %s } }
        %s
        do:
        - a: { set: { got: '${ . }' } }
        """
                .formatted(version, metadata, rest);
    }

    private int publish(String event, String type) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specversion", "1.0").put("id", event).put("source", "/t").put("type", type);
        return host.process().hooks().published().publish(FlowHost.HERE, json, event);
    }

    private List<Trigger> triggers() {
        return host.process().hooks().triggers().list(FlowHost.HERE, 100, null).items();
    }

    @Test
    void a_flow_with_a_schedule_is_scheduled_when_it_is_published() {
        host.publish(flow("1.0.0", "timezone: Europe/Paris", "schedule: { cron: '0 9 * * *' }"));

        var schedule = host.schedule(ID);

        assertThat(schedule.definition().spec().cron()).containsExactly("0 9 * * *");
        assertThat(schedule.definition().spec().timeZone()).isEqualTo("Europe/Paris");
        assertThat(schedule.definition().target().workflow()).isEqualTo("shop.order");
        assertThat(schedule.definition().policy().overlap()).isEqualTo(Overlap.ALLOW_ALL);
    }

    @Test
    void its_runs_begin_when_they_are_due() {
        host.publish(flow("1.0.0", "lane: system", "schedule: { every: PT1S }"));

        FlowHost.eventually("a run", () -> !host.completed("shop.order").isEmpty());

        RunHead run = host.completed("shop.order").getLast();
        assertThat(run.workflowId().value()).startsWith(ID);
        assertThat(run.lane().name()).isEqualTo("system");
    }

    @Test
    void a_new_version_changes_the_schedule_and_one_without_ends_it() {
        host.publish(flow("1.0.0", "", "schedule: { every: PT1H }"));
        host.publish(
                flow(
                        "1.1.0",
                        "concurrency: { limit: 1, overflow: skip }",
                        "schedule: { after: PT2H }"));

        var changed = host.schedule(ID);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.definition().spec().after()).isEqualTo(Duration.ofHours(2));
        assertThat(changed.definition().policy().overlap()).isEqualTo(Overlap.SKIP);

        host.publish(flow("1.2.0", "", ""));

        FlowHost.eventually("its end", () -> host.schedules().list(10, null).items().isEmpty());
    }

    @Test
    void the_newest_enabled_version_decides_and_without_any_it_pauses() {
        host.publish(flow("1.0.0", "", "schedule: { every: PT1H }"));
        host.publish(flow("1.1.0", "", "schedule: { every: PT2H }"));

        host.process().flows().enable(FlowHost.HERE, "shop.order", 2, false);
        assertThat(host.schedule(ID).definition().spec().every()).containsExactly("PT1H");

        host.process().flows().enable(FlowHost.HERE, "shop.order", 1, false);
        assertThat(host.schedule(ID).paused()).isTrue();

        host.process().flows().enable(FlowHost.HERE, "shop.order", 1, true);
        assertThat(host.schedule(ID).paused()).isFalse();
    }

    @Test
    void who_paused_it_by_hand_is_not_overruled() throws Exception {
        host.publish(flow("1.0.0", "", "schedule: { every: PT1H }"));
        host.schedules().pause(ID, "not now");

        host.publish(flow("1.1.0", "", "schedule: { every: PT2H }"));

        assertThat(host.schedule(ID).paused()).isTrue();
    }

    @Test
    void an_event_starts_a_flow_that_is_scheduled_on_it() {
        host.publish(flow("1.0.0", "", "schedule: { on: { one: { with: { type: a } } } }"));

        assertThat(publish("1", "a")).isOne();
        assertThat(publish("2", "b")).isZero();
        assertThat(publish("1", "a")).isZero();

        FlowHost.eventually("the run", () -> host.completed("shop.order").size() == 1);
        host.publish(flow("1.1.0", "", ""));
        assertThat(triggers()).isEmpty();
        assertThat(publish("3", "a")).isZero();
    }

    private static final String BOTH =
            "schedule: { on: { all: [ { with: { type: a } }, { with: { type: b } } ] } }";

    @Test
    void events_that_a_flow_needs_together_are_gathered() {
        host.publish(flow("1.0.0", "", BOTH));
        gathering();

        publish("1", "b");
        publish("2", "c");
        publish("1", "b");
        assertThat(host.runs("shop.order")).isEmpty();
        publish("3", "a");

        FlowHost.eventually("the run", () -> host.completed("shop.order").size() == 1);
        RunHead run = host.completed("shop.order").getFirst();
        assertThat(host.output(run).path("got").valueStream())
                .extracting(event -> event.path("id").asText())
                .containsExactlyInAnyOrder("1", "3");
        assertThat(run.version()).isOne();
    }

    @Test
    void what_was_gathered_is_kept_when_a_new_version_gathers_the_same() {
        host.publish(flow("1.0.0", "", BOTH));
        gathering();
        publish("1", "a");

        host.publish(flow("1.1.0", "", BOTH));
        publish("2", "b");

        FlowHost.eventually("the run", () -> host.completed("shop.order").size() == 1);
        assertThat(host.completed("shop.order").getFirst().version()).isEqualTo(2);
        assertThat(host.runs(Gathering.WORKFLOW)).hasSize(1);
    }

    @Test
    void a_flow_that_is_disabled_gathers_no_more() {
        host.publish(flow("1.0.0", "", BOTH));
        gathering();

        host.process().flows().enable(FlowHost.HERE, "shop.order", 1, false);

        FlowHost.eventually(
                "the end",
                () -> host.runs(Gathering.WORKFLOW).getFirst().status() == RunStatus.TERMINATED);
        host.process().flows().enable(FlowHost.HERE, "shop.order", 1, true);
        gathering();
    }

    private void gathering() {
        FlowHost.eventually(
                "the gathering",
                () ->
                        host.runs(Gathering.WORKFLOW).stream()
                                .anyMatch(run -> run.status() == RunStatus.RUNNING));
    }

    @Test
    void runs_of_a_flow_with_a_limit_take_turns() {
        String one = "concurrency: { limit: 1, key: .customer }";
        host.publish(flow("1.0.0", one, ""));
        for (int i = 0; i < 5; i++) {
            host.process()
                    .client()
                    .start(
                            FlowHost.HERE,
                            StartRequest.of(
                                    new WorkflowId("r" + i),
                                    "shop.order",
                                    Lane.AUTOMATION,
                                    Payload.Inline.of("{\"customer\": 7}")));
        }

        FlowHost.eventually("all runs", () -> host.completed("shop.order").size() == 5);
        assertThat(host.runs("belay.gate")).hasSize(1);
        assertThat(host.runs("belay.slot")).hasSize(5);
    }

    @Test
    void triggers_of_the_metadata_are_made_and_follow_the_flow() {
        String webhook =
                "triggers: [ { name: pushes, type: webhook, sender: github, filter: '.data.a', conflict: FAIL } ]";
        host.publish(flow("1.0.0", webhook + ", idempotencyKey: .data.id", ""));

        Trigger made = triggers().getFirst();
        assertThat(made.id()).isEqualTo("shop.order.pushes");
        assertThat(made.sender()).isEqualTo("github");
        assertThat(made.flow()).isEqualTo("shop.order");
        assertThat(made.expressions().filter()).isEqualTo(".data.a");
        assertThat(made.expressions().idempotencyKey()).isEqualTo("(.) | (.data.id)");

        host.process().flows().enable(FlowHost.HERE, "shop.order", 1, false);
        assertThat(triggers().getFirst().enabled()).isFalse();
        assertThatThrownBy(() ->
                        host.process().hooks().registry().enable(FlowHost.HERE, made.id(), true))
                .hasMessageContaining("flow shop.order");
    }

    @Test
    void what_was_announced_and_not_done_is_done_later() {
        var keeper =
                new FlowKeeper(
                        host.backend().flows(),
                        host.backend().records(),
                        host.process().hooks().triggers(),
                        host.process().client(),
                        host.process().queries(),
                        host.process().payloads());
        var elsewhere = new KeptFlows(host.backend().flows(), keeper, false);
        new DefinitionPublisher(
                        CompilerOptions.of(new JqExpressions()), elsewhere, InstantSource.system())
                .publish(FlowHost.HERE, flow("1.0.0", "", "schedule: { every: PT1H }"));

        keeper.keepAll();

        assertThat(host.process().client().find(FlowHost.HERE, new WorkflowId("schedule-" + ID)))
                .isNotNull();
        assertThat(host.schedule(ID).definition().spec().every()).containsExactly("PT1H");
    }

    @Test
    void an_event_that_a_run_emits_starts_a_flow() {
        host.publish(flow("1.0.0", "", "schedule: { on: { one: { with: { type: made } } } }"));
        host.publish(
                """
                document: { dsl: '1.0.3', namespace: shop, name: maker, version: '1.0.0' }
                do:
                - make: { emit: { event: { with: { source: 'https://shop.example', type: made } } } }
                """);

        host.process()
                .client()
                .start(
                        FlowHost.HERE,
                        StartRequest.of(
                                new WorkflowId("m"),
                                "shop.maker",
                                Lane.AUTOMATION,
                                Payload.Inline.of("{}")));

        FlowHost.eventually("the run", () -> host.completed("shop.order").size() == 1);
        assertThat(host.completed("shop.order").getFirst().memo()).containsEntry("chain", "1");
    }
}
