package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.doing;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.set;
import static dev.belay.flow.decider.Flows.task;
import static dev.belay.flow.decider.Flows.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.Case;
import dev.belay.flow.plan.Then;
import dev.belay.flow.plan.Transform;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowBasicsTest {
    private static final String ADD = "{'colors': '${ .colors + [%s] }'}";

    @Test
    void tasks_follow_each_other_and_the_last_output_is_the_flows() {
        var run =
                FlowRun.start(
                        flow(
                                set("red", ADD.formatted("\\'red\\'")),
                                set("green", ADD.formatted("\\'green\\'"))),
                        "{}");

        assertThat(run.output()).isEqualTo(json("{'colors':['red','green']}"));
    }

    @Test
    void then_goes_to_a_task_of_the_block_and_end_completes_the_flow() {
        var run =
                FlowRun.start(
                        flow(
                                set("red", ADD.formatted("1")).thenTask(2),
                                set("blue", ADD.formatted("3")).then(new Then.End()),
                                set("green", ADD.formatted("2")).thenTask(1)),
                        "{}");

        assertThat(run.output()).isEqualTo(json("{'colors':[1,2,3]}"));
    }

    @Test
    void exit_leaves_the_block_and_end_inside_a_block_leaves_the_flow() {
        var exits =
                FlowRun.start(
                        flow(
                                doing("a", set("b", "1").then(new Then.Exit()), set("c", "2")),
                                set("d", "['${ . }']")),
                        "{}");
        var ends =
                FlowRun.start(
                        flow(doing("a", set("b", "1").then(new Then.End())), set("d", "2")), "{}");

        assertThat(exits.output()).isEqualTo(json("[1]"));
        assertThat(ends.output()).isEqualTo(json("1"));
    }

    @Test
    void a_task_whose_condition_does_not_hold_passes_its_input_on() {
        var run =
                FlowRun.start(
                        flow(
                                set("no", "1").onlyIf(".x == 2").then(new Then.End()),
                                set("yes", "'${ .x }'")),
                        "{'x':5}");

        assertThat(run.output()).isEqualTo(json("5"));
    }

    @Test
    void data_flows_through_input_output_and_export() {
        var run =
                FlowRun.start(
                        flow(
                                set("first", "{'seen':'${ $input }','raw':'${ $task.input }'}")
                                        .inputFrom("'${ .a }'")
                                        .outputAs(
                                                "{'out':'${ .seen }','in':'${ $input }','unchanged':'${ $task.output.raw }'}")
                                        .exportAs(
                                                "{'kept':'${ $output.out }','before':'${ $context }'}"),
                                set("second", "{'context':'${ $context }','in':'${ . }'}")),
                        "{'a':7}");

        assertThat(run.output())
                .isEqualTo(
                        json(
                                "{'context':{'kept':7,'before':{}},'in':{'out':7,'in':7,'unchanged':{'a':7}}}"));
    }

    @Test
    void the_flows_own_input_and_output_are_changed_too() {
        var run =
                FlowRun.start(
                        new Flows()
                                .input("'${ .order }'")
                                .output("{'result':'${ . }','raw':'${ $workflow.input }'}")
                                .plan(set("a", "'${ .id }'")),
                        "{'order':{'id':4}}");

        assertThat(run.output()).isEqualTo(json("{'result':4,'raw':{'order':{'id':4}}}"));
    }

    @Test
    void input_that_does_not_fit_its_schema_is_a_validation_error() {
        var run =
                FlowRun.start(
                        flow(
                                set("a", "1")
                                        .with(t ->
                                                new dev.belay.flow.plan.Task(
                                                        t.id(),
                                                        t.name(),
                                                        t.pointer(),
                                                        t.parent(),
                                                        t.next(),
                                                        null,
                                                        new Transform(
                                                                json("{'type':'string'}"), null),
                                                        t.output(),
                                                        t.export(),
                                                        null,
                                                        t.then(),
                                                        t.step()))),
                        "{}");

        assertThat(run.error().path("type").asText()).endsWith("/errors/validation");
        assertThat(run.error().path("instance").asText()).isEqualTo("/do/0/a");
    }

    @Test
    void an_expression_that_fails_is_an_error_of_its_task() {
        var run = FlowRun.start(flow(set("a", "'${ error }'")), "{}");

        assertThat(run.error().path("type").asText()).endsWith("/errors/expression");
        assertThat(run.error().path("status").asInt()).isEqualTo(400);
    }

    @Test
    void raise_fails_the_flow_with_the_error_and_where_it_was_raised() {
        var run =
                FlowRun.start(
                        flow(
                                task(
                                        "raiseError",
                                        new Step.Raise(
                                                template(
                                                        "{'status':400,'type':'https://example.com/compliance','title':'Compliance Error'}")))),
                        "{}");

        assertThat(run.error())
                .isEqualTo(
                        json(
                                "{'status':400,'type':'https://example.com/compliance','title':'Compliance Error','instance':'/do/0/raiseError'}"));
    }

    @Test
    void switch_takes_the_first_case_that_matches_else_the_default_else_goes_on() {
        var cases =
                List.of(
                        new Case("red", new Jq(".color == \"red\""), new Then.Goto(1)),
                        new Case("other", null, new Then.Goto(2)));
        var plan =
                flow(
                        task("pick", new Step.Switch(cases)),
                        set("red", "'was red'").then(new Then.End()),
                        set("other", "'was other'"));
        var none =
                flow(task("pick", new Step.Switch(cases.subList(0, 1))), set("next", "'went on'"));

        assertThat(FlowRun.start(plan, "{'color':'red'}").output()).isEqualTo(json("'was red'"));
        assertThat(FlowRun.start(plan, "{'color':'x'}").output()).isEqualTo(json("'was other'"));
        assertThat(FlowRun.start(none, "{'color':'x'}").output()).isEqualTo(json("'went on'"));
    }

    @Test
    void wait_is_a_timer_that_passes_its_input_on() {
        var run =
                FlowRun.start(
                        flow(task("pause", new Step.Wait(Span.of(Duration.ofDays(7))))), "{'a':1}");

        assertThat(run.isClosed()).isFalse();
        int timer = run.ids(Command.StartTimer.class).getFirst();
        assertThat(run.command(Command.StartTimer.class, timer).fireAt())
                .isEqualTo(FlowRun.START.plus(Duration.ofDays(7)));

        run.fire(timer);

        assertThat(run.output()).isEqualTo(json("{'a':1}"));
    }

    @Test
    void a_wait_may_be_computed() {
        var run =
                FlowRun.start(
                        flow(task("pause", new Step.Wait(Span.of(new Jq(".d"))))), "{'d':'PT15M'}");

        assertThat(run.command(Command.StartTimer.class, 1).fireAt())
                .isEqualTo(FlowRun.START.plus(Duration.ofMinutes(15)));
    }

    @Test
    void a_task_that_takes_too_long_is_cancelled_and_raises_a_timeout() {
        var run =
                FlowRun.start(
                        flow(doing("outer", call("slow")).within(Span.of(Duration.ofMinutes(1)))),
                        "{}");
        int call = run.open("slow");

        run.fire(run.ids(Command.StartTimer.class).getFirst());

        assertThat(run.lastCommands()).contains(new Command.CancelActivity(call));
        assertThat(run.error().path("type").asText()).endsWith("/errors/timeout");
        assertThat(run.error().path("status").asInt()).isEqualTo(408);
        assertThat(run.error().path("instance").asText()).isEqualTo("/do/0/outer");
    }

    @Test
    void a_task_that_is_in_time_cancels_its_limit() {
        var run = FlowRun.start(flow(call("quick").within(Span.of(Duration.ofMinutes(1)))), "{}");

        run.complete(run.open("quick"), "1");

        assertThat(run.ids(Command.CancelTimer.class)).hasSize(1);
        assertThat(run.output()).isEqualTo(json("1"));
    }

    @Test
    void a_flow_that_takes_too_long_fails_with_a_timeout() {
        var run =
                FlowRun.start(
                        new Flows().timeout(Span.of(Duration.ofHours(1))).plan(call("slow")), "{}");

        run.fire(run.ids(Command.StartTimer.class).getFirst());

        assertThat(run.ids(Command.CancelActivity.class)).hasSize(1);
        assertThat(run.error().path("type").asText()).endsWith("/errors/timeout");
    }

    @Test
    void cancelling_the_run_gives_up_everything_and_catches_nothing() {
        var run = FlowRun.start(flow(doing("outer", call("work"))), "{}");
        int call = run.open("work");

        run.cancel();

        assertThat(run.lastCommands())
                .containsExactly(
                        new Command.CancelActivity(call),
                        new Command.CancelRun("no longer wanted"));
        assertThat(run.cancelled()).isEqualTo("no longer wanted");
    }

    @Test
    void the_state_query_tells_the_position_the_context_and_the_outputs() {
        var run =
                FlowRun.start(
                        flow(set("a", "{'x':1}").exportAs("{'c':2}"), doing("b", call("work"))),
                        "{}");

        var state = run.state();

        assertThat(state.path("outputs")).isEqualTo(json("{'/do/0/a':{'x':1}}"));
        assertThat(state.path("context")).isEqualTo(json("{'c':2}"));
        assertThat(state.path("active").findValuesAsText("reference"))
                .containsExactly("/do/1/b", "/do/1/b/do/0/work");
        assertThat(state.at("/active/1/waits/0/for").asText()).isEqualTo("call");
    }

    @Test
    void a_loop_that_waits_for_nothing_is_stopped() {
        var plan = flow(set("a", "1").thenTask(1), set("b", "2").thenTask(0));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> FlowRun.start(plan, "{}"))
                .hasMessageContaining("without waiting");
    }

    @Test
    void an_input_that_is_no_json_fails_the_flow_and_a_signal_that_is_none_does_not() {
        var run = FlowRun.startRaw(flow(set("a", "1")), "{broken");
        var signalled = FlowRun.start(flow(call("work")), "{}");

        signalled.signalRaw("any", "{broken");
        signalled.complete(signalled.open("work"), "2");

        assertThat(run.error().path("type").asText()).endsWith("/errors/validation");
        assertThat(signalled.output()).isEqualTo(json("2"));
    }
}
