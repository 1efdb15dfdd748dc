package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.set;
import static dev.belay.flow.decider.Flows.task;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.command.Command;
import dev.belay.core.model.Failure;
import dev.belay.flow.decider.Flows.Draft;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Step.Loop;
import dev.belay.flow.plan.Step.OnItemError;
import dev.belay.flow.plan.Then;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowLoopTest {
    private static Draft loop(@Nullable Loop rule, @Nullable String whileTrue, Draft... body) {
        return task(
                "loop",
                place ->
                        new Step.For(
                                "item",
                                "index",
                                new Jq(".items"),
                                whileTrue == null ? null : new Jq(whileTrue),
                                place.block("for/do", body),
                                rule));
    }

    private static Loop rule(int concurrency, int batchSize, OnItemError onItemError) {
        return new Loop(concurrency, batchSize, onItemError, new Jq(".id"));
    }

    private static String items(int count) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            items.addObject().put("id", i);
        }
        return "{'items':%s}".formatted(items);
    }

    @Test
    void iterations_follow_each_other_and_pass_their_output_on() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        null,
                                        null,
                                        set(
                                                "mark",
                                                "{'seen':'${ .seen + [$item] }','at':'${ .at + [$index] }'}"))),
                        "{'items':['a','b','c']}");

        assertThat(run.output()).isEqualTo(json("{'seen':['a','b','c'],'at':[0,1,2]}"));
    }

    @Test
    void a_loop_over_nothing_passes_its_input_on_and_one_over_no_array_fails() {
        var plan = flow(loop(null, null, call("work")));

        assertThat(FlowRun.start(plan, "{'items':[]}").output()).isEqualTo(json("{'items':[]}"));
        assertThat(FlowRun.start(plan, "{}").error().path("type").asText())
                .endsWith("/errors/expression");
    }

    @Test
    void a_loop_stops_when_its_while_no_longer_holds() {
        var run =
                FlowRun.start(
                        flow(loop(null, ".sum < 3", set("add", "{'sum':'${ .sum + $item }'}"))),
                        "{'items':[1,1,1,1,1]}");

        assertThat(run.output()).isEqualTo(json("{'sum':3}"));
    }

    @Test
    void only_one_iteration_is_in_flight_unless_the_loop_says_otherwise() {
        var run = FlowRun.start(flow(loop(null, null, call("work", "'${ $item }'"))), items(3));

        assertThat(run.open()).hasSize(1);
        run.complete(run.open("work"), "1");
        run.complete(run.open("work"), "2");
        run.complete(run.open("work"), "3");

        assertThat(run.output()).isEqualTo(json("3"));
    }

    @Test
    void at_most_as_many_iterations_are_in_flight_as_the_loop_allows() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        rule(3, 0, OnItemError.STOP),
                                        null,
                                        call("work", "'${ $item.id }'"))),
                        items(8));

        for (int done = 0; done < 8; done++) {
            assertThat(run.open()).hasSize(Math.min(3, 8 - done));
            int last = run.open().keySet().stream().reduce((_, next) -> next).orElseThrow();
            run.complete(last, run.arguments(last).toString());
        }

        assertThat(run.output())
                .isEqualTo(
                        json(
                                "{'failures':[],'total':8,'succeeded':8,'failed':0,'results':[0,1,2,3,4,5,6,7]}"));
    }

    @Test
    void iterations_at_the_same_time_do_not_see_each_others_output() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        rule(2, 0, OnItemError.STOP),
                                        null,
                                        set("a", "'${ .items | length }'"),
                                        set("b", "['${ . }','${ $index }']"))),
                        items(3));

        assertThat(run.output().path("results")).isEqualTo(json("[[3,0],[3,1],[3,2]]"));
    }

    @Test
    void the_first_failure_stops_a_loop_that_stops() {
        var run =
                FlowRun.start(
                        flow(loop(rule(2, 0, OnItemError.STOP), null, call("work"))), items(4));

        run.fail(run.open().keySet().stream().skip(1).findFirst().orElseThrow(), "broken");

        assertThat(run.ids(Command.CancelActivity.class)).hasSize(1);
        assertThat(run.error().path("item")).isEqualTo(json("{'index':1,'key':1}"));
        assertThat(run.error().path("code").asText()).isEqualTo("broken");
    }

    @Test
    void a_loop_that_continues_lists_failures_first_with_index_key_and_error() {
        var run =
                FlowRun.start(
                        flow(loop(rule(1, 0, OnItemError.CONTINUE), null, call("work"))), items(3));

        run.complete(run.open("work"), "'a'");
        run.fail(run.open("work"), "broken");
        run.complete(run.open("work"), "'c'");

        assertThat(run.output().fieldNames().next()).isEqualTo("failures");
        assertThat(run.output().at("/failures/0/index").asInt()).isEqualTo(1);
        assertThat(run.output().at("/failures/0/key").asInt()).isEqualTo(1);
        assertThat(run.output().at("/failures/0/error/code").asText()).isEqualTo("broken");
        assertThat(run.output().path("results")).isEqualTo(json("['a',null,'c']"));
    }

    @Test
    void a_loop_that_collects_does_all_items_and_then_fails_with_what_failed() {
        var run =
                FlowRun.start(
                        flow(loop(rule(1, 0, OnItemError.COLLECT), null, call("work"))), items(2));

        run.fail(run.open("work"), "broken");
        run.complete(run.open("work"), "1");

        assertThat(run.error().path("title").asText()).isEqualTo("1 of 2 items failed");
        assertThat(run.error().path("failures")).hasSize(1);
    }

    @Test
    void variables_of_an_outer_loop_are_seen_inside() {
        Draft inner =
                task(
                        "inner",
                        place ->
                                new Step.For(
                                        "b",
                                        "j",
                                        new Jq("[1, 2]"),
                                        null,
                                        place.block("do", set("pair", "'${ . + [[$item, $b]] }'")),
                                        null));
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        null,
                                        null,
                                        inner.inputFrom("'${ .pairs }'")
                                                .outputAs("{'pairs':'${ . }'}"))),
                        "{'items':[7,8]}");

        assertThat(run.output()).isEqualTo(json("{'pairs':[[7,1],[7,2],[8,1],[8,2]]}"));
    }

    @Test
    void a_large_loop_runs_its_pages_as_child_runs_and_keeps_only_counts() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        rule(4, 10, OnItemError.CONTINUE),
                                        null,
                                        set("a", "'${ $item.id }'"))),
                        items(35));

        assertThat(run.ids(Command.StartChild.class)).hasSize(4);
        for (int child : run.ids(Command.StartChild.class)) {
            var page = run.child(child);
            run.childCompleted(child, page.output());
        }

        var output = run.output();
        assertThat(output.path("total").asInt()).isEqualTo(35);
        assertThat(output.path("succeeded").asInt()).isEqualTo(35);
        assertThat(output.path("pages")).hasSize(4);
        assertThat(output.at("/pages/3/from").asInt()).isEqualTo(30);
        assertThat(output.at("/pages/3/count").asInt()).isEqualTo(5);
        assertThat(output.at("/pages/3/results/sha256").asText()).hasSize(64);
    }

    @Test
    void a_page_keeps_to_its_share_of_what_may_be_in_flight_and_numbers_items_on() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        rule(6, 10, OnItemError.STOP),
                                        null,
                                        call("work", "'${ $index }'"))),
                        items(30));

        assertThat(run.ids(Command.StartChild.class)).hasSize(3);
        var page = run.child(run.ids(Command.StartChild.class).getLast());

        assertThat(page.open()).hasSize(2);
        assertThat(page.open().keySet().stream().map(page::arguments))
                .containsExactly(json("20"), json("21"));
        assertThat(
                        run.command(Command.StartChild.class, 1)
                                .request()
                                .withInput(dev.belay.core.model.Payload.NULL)
                                .version())
                .isEqualTo(3);
    }

    @Test
    void failures_of_pages_are_listed_under_the_index_in_the_whole_loop() {
        var run =
                FlowRun.start(
                        flow(loop(rule(1, 2, OnItemError.CONTINUE), null, call("work"))), items(4));
        for (int i = 0; i < 2; i++) {
            int child = run.ids(Command.StartChild.class).getLast();
            var page = run.child(child);
            page.complete(page.open("work"), "1");
            page.fail(page.open("work"), "broken");
            run.childCompleted(child, page.output());
        }

        assertThat(run.output().path("failures").findValuesAsText("index"))
                .containsExactly("1", "3");
        assertThat(run.output().path("failed").asInt()).isEqualTo(2);
    }

    @Test
    void a_failed_page_fails_a_loop_that_stops_and_cancels_the_other_pages() {
        var run =
                FlowRun.start(
                        flow(loop(rule(2, 2, OnItemError.STOP), null, call("work"))), items(4));
        var pages = run.ids(Command.StartChild.class);
        var page = run.child(pages.getFirst());
        page.fail(page.open("work"), "broken");

        run.childFailed(pages.getFirst(), page.failure());

        assertThat(run.ids(Command.CancelChild.class)).hasSize(1);
        assertThat(run.error().at("/item/index").asInt()).isZero();
        assertThat(run.error().path("code").asText()).isEqualTo("broken");
    }

    @Test
    void a_page_whose_run_is_lost_counts_as_failed_where_the_loop_goes_on() {
        var run =
                FlowRun.start(
                        flow(loop(rule(1, 2, OnItemError.CONTINUE), null, set("a", "1"))),
                        items(3));
        run.childFailed(run.ids(Command.StartChild.class).getLast(), Failure.terminated("gone"));
        int second = run.ids(Command.StartChild.class).getLast();
        run.childCompleted(second, run.child(second).output());

        assertThat(run.output().path("failed").asInt()).isEqualTo(2);
        assertThat(run.output().path("succeeded").asInt()).isEqualTo(1);
    }

    @Test
    void a_large_loop_of_the_specification_chains_its_pages() {
        var run =
                FlowRun.start(
                        flow(
                                set("first", "'${ . }'").exportAs("{'n':0}"),
                                loop(
                                        null,
                                        null,
                                        set("count", "'${ {sum: .sum + 1} }'")
                                                .exportAs("{'n':'${ $context.n + 1 }'}")),
                                set("last", "{'sum':'${ .sum }','n':'${ $context.n }'}")),
                        items(2_500));

        for (int i = 0; i < 3; i++) {
            var children = run.ids(Command.StartChild.class);
            assertThat(children).hasSize(i + 1);
            run.childCompleted(children.getLast(), run.child(children.getLast()).output());
        }

        assertThat(run.output()).isEqualTo(json("{'sum':2500,'n':2500}"));
    }

    @Test
    void an_end_inside_a_page_ends_the_whole_flow() {
        var run =
                FlowRun.start(
                        flow(
                                loop(
                                        rule(2, 2, OnItemError.STOP),
                                        null,
                                        set("stop", "'${ $index }'").then(new Then.End())),
                                set("after", "'no'")),
                        items(4));
        int first = run.ids(Command.StartChild.class).getFirst();

        run.childCompleted(first, run.child(first).output());

        assertThat(run.ids(Command.CancelChild.class)).hasSize(1);
        assertThat(run.output()).isEqualTo(json("0"));
    }

    @Test
    void a_hundred_thousand_items_leave_a_small_parent() {
        String items = IntStream.range(0, 100_000).mapToObj(i -> "1").collect(joining(","));
        var run =
                FlowRun.start(
                        flow(loop(rule(50, 0, OnItemError.CONTINUE), null, set("a", "1"))),
                        "{'items':[%s]}".formatted(items));

        int started = 0;
        while (!run.isClosed()) {
            int child = run.ids(Command.StartChild.class).get(started++);
            var result = JsonNodeFactory.instance.objectNode().put("failed", 0);
            result.putArray("failures");
            result.putArray("results").add(started);
            run.childCompleted(child, result);
        }

        assertThat(started).isEqualTo(100);
        assertThat(run.ids(Command.class)).hasSizeLessThan(110);
    }
}
