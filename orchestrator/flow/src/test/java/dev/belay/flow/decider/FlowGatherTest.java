package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.command.Command;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.Listening.Correlation;
import dev.belay.flow.plan.Listening.Filter;
import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowGatherTest {
    private static final String FLOW = "test.flow";

    private static Filter type(String type) {
        return new Filter(with("type", "'%s'".formatted(type)), Map.of());
    }

    private static Filter ofOrder(String type) {
        return new Filter(
                with("type", "'%s'".formatted(type)),
                Map.of("order", new Correlation(new Jq(".data.order"), null)));
    }

    private static FlowRun gather(Mode mode, @Nullable Until until, Filter... filters) {
        return FlowRun.gather(new Flows().on(mode, until, filters).plan(call("work")));
    }

    /// The data of the events that each run was started with.
    private static List<List<JsonNode>> data(FlowRun run) {
        return run.started(FLOW).stream()
                .map(events -> events.valueStream().map(event -> event.get("data")).toList())
                .toList();
    }

    @Test
    void one_of_each_starts_one_run_with_whole_events() {
        var run = gather(Mode.ALL, null, type("ordered"), type("paid"));

        run.signal("paid", "1");
        run.signal("other", "2");
        assertThat(run.started(FLOW)).isEmpty();
        run.signal("ordered", "3");

        assertThat(data(run)).containsExactly(List.of(json("1"), json("3")));
        assertThat(run.started(FLOW).getFirst().at("/0/type").asText()).isEqualTo("paid");
        run.replay();
    }

    @Test
    void it_gathers_again_after_a_set_and_until_it_is_stopped() {
        var run = gather(Mode.ALL, null, type("ordered"), type("paid"));

        run.signal("ordered", "1");
        run.signal("ordered", "2");
        run.signal("paid", "3");
        run.signal("paid", "4");

        assertThat(data(run))
                .containsExactly(List.of(json("1"), json("3")), List.of(json("2"), json("4")));
        assertThat(run.isClosed()).isFalse();
        run.cancel();
        assertThat(run.cancelled()).isNotEmpty();
    }

    @Test
    void sets_of_different_correlations_fill_side_by_side() {
        var run = gather(Mode.ALL, null, ofOrder("ordered"), ofOrder("paid"));

        run.signal("ordered", "{'order':1}");
        run.signal("ordered", "{'order':2}");
        run.signal("paid", "{'order':2}");

        assertThat(data(run)).containsExactly(List.of(json("{'order':2}"), json("{'order':2}")));
        run.signal("paid", "{'order':1}");
        assertThat(run.started(FLOW)).hasSize(2);
    }

    @Test
    void a_condition_says_when_it_was_enough() {
        var run = gather(Mode.ANY, new Until.Holds(new Jq(". | length == 3")), type("read"));

        for (int i = 1; i <= 7; i++) {
            run.signal("read", "" + i);
        }

        assertThat(run.started(FLOW)).extracting(JsonNode::size).containsExactly(3, 3);
    }

    @Test
    void an_event_that_ends_a_set_is_not_in_it_and_starts_nothing_alone() {
        var until = new Until.Heard(new Strategy(Mode.ONE, List.of(type("closed")), null));
        var run = gather(Mode.ANY, until, type("read"));

        run.signal("closed", "0");
        run.signal("read", "1");
        run.signal("closed", "2");

        assertThat(data(run)).containsExactly(List.of(json("1")));
    }

    @Test
    void what_it_starts_is_no_child_that_ends_with_it_and_takes_the_newest_version() {
        var run = gather(Mode.ALL, null, type("a"), type("b"));
        run.signal("a", "1");
        run.signal("b", "2");

        var start =
                run.command(Command.StartChild.class, run.ids(Command.StartChild.class).getFirst());

        assertThat(start.onClose().name()).isEqualTo("ABANDON");
        assertThat(start.request().version()).isZero();
    }

    @Test
    void it_goes_on_in_a_new_run_with_what_is_incomplete() {
        var run = gather(Mode.ALL, null, ofOrder("ordered"), ofOrder("paid"));
        run.signals("other", Collections.nCopies(Gatherer.EVENTS_PER_RUN - 2, "0"));
        run.signal("ordered", "{'order':1}");
        run.signal("ordered", "{'order':2}");

        FlowRun next = run.next();
        next.signal("paid", "{'order':2}");
        next.signal("paid", "{'order':1}");

        assertThat(run.started(FLOW)).isEmpty();
        assertThat(data(next))
                .containsExactly(
                        List.of(json("{'order':2}"), json("{'order':2}")),
                        List.of(json("{'order':1}"), json("{'order':1}")));
    }

    @Test
    void too_many_incomplete_sets_give_up_the_oldest_and_count_what_it_had() {
        var run = gather(Mode.ALL, null, ofOrder("ordered"), ofOrder("paid"));
        run.signals(
                "ordered",
                IntStream.rangeClosed(0, Gatherer.SETS_MAX)
                        .mapToObj("{'order':%d}"::formatted)
                        .toList());

        FlowRun next = run.next();
        next.signal("paid", "{'order':0}");
        next.signal("paid", "{'order':%d}".formatted(Gatherer.SETS_MAX));

        assertThat(run.state().path("eventsDropped").asInt()).isPositive();
        assertThat(data(next))
                .containsExactly(
                        List.of(
                                json("{'order':%d}".formatted(Gatherer.SETS_MAX)),
                                json("{'order':%d}".formatted(Gatherer.SETS_MAX))));
    }
}
