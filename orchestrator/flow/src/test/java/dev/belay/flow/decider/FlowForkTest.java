package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.flow;
import static dev.belay.flow.decider.Flows.json;
import static dev.belay.flow.decider.Flows.set;
import static dev.belay.flow.decider.Flows.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.command.Command;
import dev.belay.flow.decider.Flows.Draft;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Then;
import org.junit.jupiter.api.Test;

class FlowForkTest {
    private static Draft fork(boolean compete, Draft... branches) {
        return task(
                "fork", place -> new Step.Fork(place.block("fork/branches", branches), compete));
    }

    @Test
    void branches_run_beside_each_other_and_their_outputs_keep_the_order() {
        var run = FlowRun.start(flow(fork(false, call("a"), call("b"))), "{}");

        assertThat(run.open().values()).containsExactly("a", "b");
        run.complete(run.open("b"), "'B'");
        assertThat(run.isClosed()).isFalse();
        run.complete(run.open("a"), "'A'");

        assertThat(run.output()).isEqualTo(json("['A','B']"));
    }

    @Test
    void of_competing_branches_the_first_wins_and_cancels_the_others() {
        var run = FlowRun.start(flow(fork(true, call("a"), call("b"))), "{}");
        int loser = run.open("a");

        run.complete(run.open("b"), "'B'");

        assertThat(run.lastCommands()).contains(new Command.CancelActivity(loser));
        assertThat(run.output()).isEqualTo(json("'B'"));
    }

    @Test
    void a_branch_that_wins_at_once_keeps_the_others_from_beginning() {
        var run = FlowRun.start(flow(fork(true, set("a", "{'colors':['red']}"), call("b"))), "{}");

        assertThat(run.open()).isEmpty();
        assertThat(run.output()).isEqualTo(json("{'colors':['red']}"));
    }

    @Test
    void a_failed_branch_fails_the_fork_and_cancels_the_others() {
        var run = FlowRun.start(flow(fork(false, call("a"), call("b"))), "{}");
        int other = run.open("b");

        run.fail(run.open("a"), "broken");

        assertThat(run.lastCommands()).contains(new Command.CancelActivity(other));
        assertThat(run.error().path("instance").asText()).isEqualTo("/do/0/fork/fork/branches/0/a");
    }

    @Test
    void a_failed_competitor_leaves_the_race_to_the_others() {
        var run = FlowRun.start(flow(fork(true, call("a"), call("b"))), "{}");
        var lost = FlowRun.start(flow(fork(true, call("a"), call("b"))), "{}");

        run.fail(run.open("a"), "broken");
        run.complete(run.open("b"), "'B'");
        lost.fail(lost.open("a"), "broken");
        lost.fail(lost.open("b"), "too");

        assertThat(run.output()).isEqualTo(json("'B'"));
        assertThat(lost.error().path("code").asText()).isEqualTo("too");
    }

    @Test
    void an_end_in_a_branch_ends_the_flow() {
        var run = FlowRun.start(flow(fork(false, call("a").then(new Then.End()), call("b"))), "{}");

        run.complete(run.open("a"), "'A'");

        assertThat(run.ids(Command.CancelActivity.class)).hasSize(1);
        assertThat(run.output()).isEqualTo(json("'A'"));
    }
}
