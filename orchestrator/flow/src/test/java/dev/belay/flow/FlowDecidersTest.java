package dev.belay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.command.Command;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Template;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPayloadStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowDecidersTest {
    private static final Workspace HERE = new Workspace("here");
    private static final Workspace THERE = new Workspace("there");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Payloads payloads =
            new Payloads(new JacksonPayloadCodec(), new InMemoryPayloadStore());
    private final FlowStore store = new InMemoryFlowStore();
    private final FlowPublisher publisher = new FlowPublisher(store, () -> NOW);
    private final FlowDeciders flows =
            new FlowDeciders(
                    store, (_, _) -> (input, _, _) -> input, _ -> _ -> List.of(), payloads);

    private static Plan plan(String version, int result) {
        var step = new Step.Set(new Template(JsonNodeFactory.instance.numberNode(result)));
        var task =
                new Task(
                        0,
                        "a",
                        "/do/0/a",
                        -1,
                        -1,
                        null,
                        Transform.NONE,
                        Transform.NONE,
                        Transform.NONE,
                        null,
                        Then.CONTINUE,
                        step);
        return new Plan(
                Plan.FORMAT,
                "samples",
                "answer",
                version,
                null,
                null,
                Transform.NONE,
                Transform.NONE,
                null,
                Set.of(),
                List.of(0),
                List.of(task),
                JsonNodeFactory.instance.objectNode(),
                null,
                null);
    }

    private Payload run(int version) {
        var request =
                StartRequest.of(
                                new WorkflowId("w"),
                                "samples.answer",
                                Lane.AUTOMATION,
                                Payload.NULL)
                        .withVersion(version);
        var decider = flows.open(new RunKey(HERE, RunId.of(NOW, 1, 1)), request, NOW);
        var commands = decider.decide(NOW, List.of(new RunStarted(request)));
        return ((Command.CompleteRun) commands.getLast().command()).result();
    }

    @Test
    void versions_are_numbered_in_the_order_of_publication_and_runs_stay_on_theirs() {
        publisher.publish(HERE, plan("1.0.0", 10), "one");
        publisher.publish(HERE, plan("0.9.0", 20), "two");

        assertThat(flows.newestVersion(HERE, "samples.answer")).isEqualTo(2);
        assertThat(run(1)).isEqualTo(Payload.Inline.of("10"));
        assertThat(run(2)).isEqualTo(Payload.Inline.of("20"));
        assertThat(run(0)).isEqualTo(Payload.Inline.of("10"));
        assertThat(flows.lane(HERE, "samples.answer")).isEqualTo(Lane.AUTOMATION);
    }

    @Test
    void publishing_the_same_again_changes_nothing_and_another_text_is_refused() {
        var first = publisher.publish(HERE, plan("1.0.0", 10), "one");

        assertThat(publisher.publish(HERE, plan("1.0.0", 10), "one")).isEqualTo(first);
        assertThatThrownBy(() -> publisher.publish(HERE, plan("1.0.0", 11), "other"))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("never changes");
    }

    @Test
    void a_disabled_version_begins_no_runs_but_goes_on_with_those_it_has() {
        publisher.publish(HERE, plan("1.0.0", 10), "one");
        publisher.publish(HERE, plan("2.0.0", 20), "two");

        store.enable(HERE, "samples.answer", 2, false);

        assertThat(flows.newestVersion(HERE, "samples.answer")).isEqualTo(1);
        assertThat(run(2)).isEqualTo(Payload.Inline.of("20"));
    }

    @Test
    void a_flow_is_known_in_its_own_workspace_only() {
        publisher.publish(HERE, plan("1.0.0", 10), "one");

        assertThatThrownBy(() -> flows.newestVersion(THERE, "samples.answer"))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_WORKFLOW));
    }

    @Test
    void code_comes_before_flows_and_what_neither_knows_names_both() {
        publisher.publish(HERE, plan("1.0.0", 10), "one");
        WorkflowType<String, String> shop =
                WorkflowType.of("shop", String.class, String.class, () -> (_, input) -> input);
        var both = new RoutingDeciders(new WorkflowRegistry(List.of(shop), payloads), flows);

        assertThat(both.newestVersion(HERE, "shop")).isEqualTo(1);
        assertThat(both.newestVersion(HERE, "samples.answer")).isEqualTo(1);
        assertThatThrownBy(() -> both.newestVersion(HERE, "nothing"))
                .hasMessageContaining("[shop]")
                .hasMessageContaining("[samples.answer]");
    }
}
