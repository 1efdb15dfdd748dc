package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.task;
import static dev.belay.flow.decider.Flows.template;
import static dev.belay.flow.decider.Flows.transform;
import static dev.belay.flow.decider.Flows.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.flow.decider.Flows.Draft;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Correlation;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Read;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Transform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowListenTest {
    private static Filter type(String type) {
        return new Filter(with("type", "'%s'".formatted(type)), Map.of());
    }

    private static Draft listen(Mode mode, @Nullable Until until, Filter... filters) {
        return task(
                "hear",
                new Step.Listen(new Strategy(mode, List.of(filters), until), Read.DATA, null));
    }

    @Test
    void one_event_of_the_type_is_enough_and_its_data_is_the_output() {
        var run = FlowRun.start(flow(listen(Mode.ONE, null, type("paid"))), "{}");

        run.signal("other", "1");
        assertThat(run.isClosed()).isFalse();
        run.signal("paid", "{'sum':3}");

        assertThat(run.output()).isEqualTo(json("[{'sum':3}]"));
    }

    @Test
    void a_regular_expression_that_would_take_for_ever_wants_nothing() {
        var run = FlowRun.start(flow(listen(Mode.ONE, null, type("(a+)+b"))), "{}");

        run.signal("a".repeat(60), "1");
        assertThat(run.isClosed()).isFalse();
        run.signal("aaab", "2");

        assertThat(run.output()).isEqualTo(json("[2]"));
    }

    @Test
    void an_event_that_came_too_early_is_kept() {
        var run = FlowRun.start(flow(call("work"), listen(Mode.ONE, null, type("paid"))), "{}");

        run.signal("paid", "1");
        run.signal("unheard-of", "2");
        assertThat(run.state().path("eventsKept").asInt()).isEqualTo(1);
        run.complete(run.open("work"), "null");

        assertThat(run.output()).isEqualTo(json("[1]"));
    }

    @Test
    void a_signal_that_is_a_cloud_event_is_that_event() {
        var plan =
                flow(
                        task(
                                "hear",
                                new Step.Listen(
                                        new Strategy(Mode.ONE, List.of(type("paid")), null),
                                        Read.ENVELOPE,
                                        null)));
        var run = FlowRun.start(plan, "{}");
        String event = "{'specversion':'1.0','id':'7','source':'s','type':'paid','data':1}";

        run.signal("any-name", event);

        assertThat(run.output()).isEqualTo(json("[" + event + "]"));
    }

    @Test
    void all_waits_for_each_filter_once() {
        var run = FlowRun.start(flow(listen(Mode.ALL, null, type("a"), type("b"))), "{}");

        run.signal("a", "1");
        run.signal("a", "2");
        assertThat(run.isClosed()).isFalse();
        run.signal("b", "3");

        assertThat(run.output()).isEqualTo(json("[1,3]"));
    }

    @Test
    void any_goes_on_until_the_condition_holds() {
        var until = new Until.Holds(new Jq(". | length == 2"));
        var run = FlowRun.start(flow(listen(Mode.ANY, until, type("t.*"))), "{}");

        run.signal("ta", "1");
        run.signal("x", "9");
        run.signal("tb", "2");

        assertThat(run.output()).isEqualTo(json("[1,2]"));
    }

    @Test
    void any_goes_on_until_another_event_which_is_not_part_of_the_output() {
        var until = new Until.Heard(new Strategy(Mode.ONE, List.of(type("stop")), null));
        var run = FlowRun.start(flow(listen(Mode.ANY, until, type("go"))), "{}");

        run.signal("go", "1");
        run.signal("go", "2");
        run.signal("stop", "3");

        assertThat(run.output()).isEqualTo(json("[1,2]"));
    }

    @Test
    void a_filter_may_ask_the_events_data() {
        var filter =
                new Filter(
                        Map.of(
                                "type",
                                template("'measured'"),
                                "data",
                                template("'${ .temperature > 38 }'")),
                        Map.of());
        var run = FlowRun.start(flow(listen(Mode.ONE, null, filter)), "{}");

        run.signal("measured", "{'temperature':36}");
        run.signal("measured", "{'temperature':39}");

        assertThat(run.output()).isEqualTo(json("[{'temperature':39}]"));
    }

    @Test
    void an_event_must_agree_with_what_it_is_correlated_with() {
        var expected =
                new Filter(
                        with("type", "'paid'"),
                        Map.of(
                                "order",
                                new Correlation(new Jq(".data.order"), template("'${ .order }'"))));
        var first =
                new Filter(
                        with("type", "'paid'"),
                        Map.of("order", new Correlation(new Jq(".data.order"), null)));
        var run = FlowRun.start(flow(listen(Mode.ONE, null, expected)), "{'order':7}");
        var chain =
                FlowRun.start(
                        flow(listen(Mode.ANY, new Until.Holds(new Jq(". | length == 2")), first)),
                        "{}");

        run.signal("paid", "{'order':6}");
        run.signal("paid", "{'order':7}");
        chain.signal("paid", "{'order':1}");
        chain.signal("paid", "{'order':2}");
        chain.signal("paid", "{'order':1}");

        assertThat(run.output()).isEqualTo(json("[{'order':7}]"));
        assertThat(chain.output()).isEqualTo(json("[{'order':1},{'order':1}]"));
    }

    @Test
    void each_event_is_worked_on_after_the_one_before_it() {
        var plan =
                flow(
                        task(
                                "hear",
                                place ->
                                        new Step.Listen(
                                                new Strategy(
                                                        Mode.ANY,
                                                        List.of(type("go")),
                                                        new Until.Heard(
                                                                new Strategy(
                                                                        Mode.ONE,
                                                                        List.of(type("stop")),
                                                                        null))),
                                                Read.DATA,
                                                new Foreach(
                                                        "event",
                                                        "at",
                                                        place.block(
                                                                "foreach/do",
                                                                call("work", "'${ $event }'")),
                                                        transform(
                                                                "['${ $at }','${ $event }','${ . }']"),
                                                        Transform.NONE))));
        var run = FlowRun.start(plan, "{}");

        run.signal("go", "'a'");
        run.signal("go", "'b'");
        run.signal("stop", "null");
        assertThat(run.open()).hasSize(1);
        assertThat(run.arguments(run.open("work"))).isEqualTo(json("'a'"));
        run.complete(run.open("work"), "1");
        run.complete(run.open("work"), "2");

        assertThat(run.output()).isEqualTo(json("[[0,'a',1],[1,'b',2]]"));
    }

    @Test
    void an_event_reaches_every_listener() {
        var plan =
                flow(
                        task(
                                "fork",
                                place ->
                                        new Step.Fork(
                                                place.block(
                                                        "fork/branches",
                                                        listen(Mode.ONE, null, type("go")),
                                                        listen(Mode.ONE, null, type("go"))),
                                                false)));
        var run = FlowRun.start(plan, "{}");

        run.signal("go", "1");

        assertThat(run.output()).isEqualTo(json("[[1],[1]]"));
    }
}
