package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.task;
import static dev.belay.flow.decider.Flows.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Failure;
import dev.belay.flow.decider.Flows.Draft;
import dev.belay.flow.plan.Concurrency.Overflow;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.slot.SlotWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowConcurrencyTest {
    private static final String SLOT = SlotWorkflow.TYPE.name();

    private static Plan limited(boolean held, Draft... drafts) {
        return new Flows().concurrency(2, ".customer", Overflow.QUEUE, held).plan(drafts);
    }

    private static Draft waiting() {
        return task("pause", new Step.Wait(Span.of(Duration.ofDays(2))));
    }

    private static Draft listening() {
        var paid = new Filter(with("type", "'paid'"), Map.of());
        var one = new Strategy(Mode.ONE, List.of(paid), null);
        return task("hear", new Step.Listen(one, Read.DATA, null));
    }

    @Test
    void a_run_asks_for_a_slot_and_works_when_it_has_one() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");
        JsonNode wanted = run.started(SLOT).getFirst();

        assertThat(run.open()).isEmpty();
        assertThat(wanted.path("limit").asInt()).isEqualTo(2);
        assertThat(wanted.path("flowRun").asText()).isEqualTo("w");
        run.slot("GRANTED");

        run.complete(run.open("work"), "1");
        assertThat(run.output()).isEqualTo(json("1"));
    }

    @Test
    void the_slot_hears_of_every_end_of_its_run() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");

        var slot =
                run.command(Command.StartChild.class, run.ids(Command.StartChild.class).getFirst());

        assertThat(slot.onClose()).isEqualTo(ParentClosePolicy.REQUEST_CANCEL);
    }

    @Test
    void runs_are_counted_together_that_share_a_key() {
        var plan = limited(true, call("work"));

        String gate = gate(FlowRun.start(plan, "{'customer':7}"));

        assertThat(gate(FlowRun.start(plan, "{'customer':7,'x':1}"))).isEqualTo(gate);
        assertThat(gate(FlowRun.start(plan, "{'customer':8}"))).isNotEqualTo(gate);
    }

    private static String gate(FlowRun run) {
        return run.started(SLOT).getFirst().path("gate").asText();
    }

    @Test
    void a_run_that_is_one_too_many_ends_and_says_why() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");

        run.slot("REFUSED");

        assertThat(run.cancelled()).contains("skipped", "2 runs", "test.flow");
        assertThat(run.open()).isEmpty();
    }

    @Test
    void words_of_another_slot_mean_nothing() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");

        run.signal(SlotWorkflow.NEWS, "{'slot':'child-1','verdict':'GRANTED'}");
        run.signal(SlotWorkflow.NEWS, "{}");

        assertThat(run.open()).isEmpty();
    }

    @Test
    void an_event_that_comes_before_the_slot_is_kept() {
        var run = FlowRun.start(limited(true, listening()), "{'customer':7}");

        run.signal("paid", "3");
        run.slot("GRANTED");

        assertThat(run.output()).isEqualTo(json("[3]"));
    }

    @Test
    void a_run_that_only_waits_keeps_its_slot_unless_its_flow_says_otherwise() {
        var keeps = FlowRun.start(limited(true, waiting(), call("work")), "{'customer':7}");
        var gives = FlowRun.start(limited(false, waiting(), call("work")), "{'customer':7}");
        keeps.slot("GRANTED");
        gives.slot("GRANTED");

        assertThat(keeps.ids(Command.SignalRun.class)).isEmpty();
        assertThat(gives.ids(Command.SignalRun.class)).hasSize(1);
        assertThat(gives.state().path("slot").asText()).isEqualTo("given back");
    }

    @Test
    void a_run_that_gave_its_slot_back_works_again_when_it_has_another() {
        var run = FlowRun.start(limited(false, waiting(), call("work")), "{'customer':7}");
        run.slot("GRANTED");

        run.fire(run.ids(Command.StartTimer.class).getFirst());
        assertThat(run.open()).isEmpty();
        assertThat(run.started(SLOT)).hasSize(2);
        run.slot("GRANTED");

        run.complete(run.open("work"), "1");
        assertThat(run.output()).isEqualTo(json("1"));
    }

    @Test
    void what_it_hears_without_a_slot_is_told_in_order_when_it_has_one() {
        var run = FlowRun.start(limited(false, listening(), listening()), "{'customer':7}");
        run.slot("GRANTED");

        run.signal("paid", "1");
        run.signal("paid", "2");
        assertThat(run.isClosed()).isFalse();
        run.slot("GRANTED");

        assertThat(run.output()).isEqualTo(json("[2]"));
    }

    @Test
    void a_run_that_waits_for_a_slot_can_be_cancelled() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");

        run.cancel();

        assertThat(run.cancelled()).isNotEmpty();
    }

    @Test
    void a_slot_that_fails_before_it_is_had_fails_its_run_with_the_reason() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");

        run.childFailed(
                run.ids(Command.StartChild.class).getFirst(),
                Failure.application("odd", "the gate is broken", false));

        assertThat(run.failure().message()).contains("the gate is broken");
    }

    @Test
    void a_run_whose_slot_is_ended_by_somebody_asks_for_another() {
        var run = FlowRun.start(limited(true, call("work")), "{'customer':7}");
        run.slot("GRANTED");

        run.childStops(run.ids(Command.StartChild.class).getFirst(), "by hand");

        assertThat(run.started(SLOT)).hasSize(2);
        run.complete(run.open("work"), "1");
        assertThat(run.output()).isEqualTo(json("1"));
    }
}
