package dev.belay.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Concurrency.Overflow;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.slot.SlotWorkflow;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final String GATE = "belay.gate.test.flow";

    private final List<String> calls = new ArrayList<>();

    private TestEnvironment environment(
            int limit, @Nullable String key, Overflow overflow, boolean held) {
        var concurrency = new Concurrency(limit, key == null ? null : new Jq(key), overflow, held);
        var builder =
                TestEnvironment.builder()
                        .deciders(SmallFlows.published(SmallFlows.limited(concurrency)))
                        .activity(SmallFlows.WORK, (argument, _) -> noted(argument));
        SlotWorkflow.types().forEach(builder::workflow);
        return builder.build();
    }

    private JsonNode noted(JsonNode argument) {
        calls.add(argument.asText());
        return argument;
    }

    private static TestRun<JsonNode> start(TestEnvironment belay, String name) {
        return start(belay, name, "one");
    }

    private static TestRun<JsonNode> start(TestEnvironment belay, String name, String customer) {
        String input = "{\"name\":\"%s\",\"customer\":\"%s\"}".formatted(name, customer);
        TestRun<JsonNode> run = belay.start(SmallFlows.start(name, input), JsonNode.class);
        belay.skipTime(Duration.ofSeconds(10));
        return run;
    }

    private static List<String> open(TestEnvironment belay) {
        return belay.client().openRuns(100, null).items().stream().map(RunHead::workflow).toList();
    }

    @Test
    void no_more_runs_are_at_work_than_the_limit_says_and_the_first_come_first() {
        var belay = environment(2, null, Overflow.QUEUE, true);
        List<String> names = List.of("a", "b", "c", "d", "e");
        var runs = names.stream().map(name -> start(belay, name)).toList();

        assertThat(calls).containsExactly("a", "b");
        belay.skipTime(Duration.ofHours(1));
        assertThat(calls).startsWith("a", "b").contains("c", "d").doesNotContain("e");
        belay.runUntilIdle();

        assertThat(runs).allSatisfy(run -> assertThat(run.status()).isEqualTo(RunStatus.COMPLETED));
        assertThat(calls).hasSize(10);
    }

    @Test
    void a_run_that_is_terminated_gives_its_slot_to_the_next() {
        var belay = environment(1, null, Overflow.QUEUE, true);
        var first = start(belay, "a");
        start(belay, "b");

        belay.client().terminate(first.key(), "by hand");
        belay.skipTime(Duration.ofMinutes(1));
        assertThat(calls).containsExactly("a", "b");
    }

    @Test
    void a_run_that_is_cancelled_while_it_waits_for_a_slot_lets_the_next_one_pass() {
        var belay = environment(1, null, Overflow.QUEUE, true);
        var first = start(belay, "a");
        var second = start(belay, "b");
        start(belay, "c");

        belay.client().cancel(second.key(), "by hand");
        belay.skipTime(Duration.ofMinutes(1));
        belay.client().terminate(first.key(), "by hand");
        belay.skipTime(Duration.ofMinutes(1));

        assertThat(second.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(calls).containsExactly("a", "c");
    }

    @Test
    void a_slot_that_somebody_ends_is_free_again_within_two_hours() {
        var belay = environment(2, null, Overflow.QUEUE, true);
        var first = start(belay, "a");
        RunKey slot =
                belay.client()
                        .list(RunQuery.all(Workspace.DEFAULT, 10).withWorkflow("belay.slot"))
                        .items()
                        .getFirst()
                        .run();

        belay.client().terminate(slot, "by hand");
        belay.runUntilIdle();

        assertThat(first.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(open(belay)).isEmpty();
    }

    @Test
    void runs_of_different_keys_do_not_wait_for_each_other() {
        var belay = environment(1, ".customer", Overflow.QUEUE, true);

        start(belay, "a", "one");
        start(belay, "b", "two");
        start(belay, "c", "one");

        assertThat(calls).containsExactly("a", "b");
    }

    @Test
    void one_too_many_is_skipped_where_the_flow_says_so() {
        var belay = environment(1, null, Overflow.SKIP, true);
        var first = start(belay, "a");
        var second = start(belay, "b");

        assertThat(second.status()).isEqualTo(RunStatus.CANCELLED);
        belay.runUntilIdle();
        assertThat(first.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(start(belay, "c").status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void the_oldest_makes_way_where_the_flow_says_so() {
        var belay = environment(1, null, Overflow.CANCEL_OLDEST, true);
        var first = start(belay, "a");
        var second = start(belay, "b");

        assertThat(first.status()).isEqualTo(RunStatus.CANCELLED);
        belay.runUntilIdle();
        assertThat(second.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(calls).containsExactly("a", "b", "b");
    }

    @Test
    void a_run_that_only_waits_lets_others_work_where_the_flow_says_so() {
        var belay = environment(1, null, Overflow.QUEUE, false);
        var first = start(belay, "a");
        var second = start(belay, "b");

        assertThat(calls).containsExactly("a", "b");
        belay.runUntilIdle();

        assertThat(List.of(first.status(), second.status())).containsOnly(RunStatus.COMPLETED);
        assertThat(calls).containsExactly("a", "b", "a", "b");
    }

    @Test
    void nothing_stays_open_when_all_have_ended() {
        var belay = environment(1, null, Overflow.QUEUE, true);
        start(belay, "a");
        start(belay, "b");

        belay.runUntilIdle();

        assertThat(open(belay)).isEmpty();
    }

    @Test
    void a_gate_that_somebody_ends_is_begun_again_by_those_who_wait() {
        var belay = environment(1, null, Overflow.QUEUE, true);
        var first = start(belay, "a");
        var second = start(belay, "b");
        RunKey gate = belay.client().find(Workspace.DEFAULT, new WorkflowId(GATE));

        belay.client().terminate(gate, "by hand");
        belay.runUntilIdle();

        assertThat(List.of(first.status(), second.status())).containsOnly(RunStatus.COMPLETED);
        assertThat(open(belay)).isEmpty();
    }

    @Test
    void a_gate_that_was_told_a_lot_goes_on_in_a_new_run() {
        var belay = environment(1, null, Overflow.SKIP, true);
        start(belay, "a");
        RunKey gate = belay.client().find(Workspace.DEFAULT, new WorkflowId(GATE));
        for (int i = 0; i < 300; i++) {
            start(belay, "skipped" + i);
        }

        assertThat(belay.client().find(Workspace.DEFAULT, new WorkflowId(GATE))).isNotEqualTo(gate);
        assertThat(start(belay, "z").status()).isEqualTo(RunStatus.CANCELLED);
    }
}
