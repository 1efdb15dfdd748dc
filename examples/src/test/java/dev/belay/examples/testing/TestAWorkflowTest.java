package dev.belay.examples.testing;

import static dev.belay.examples.orderfollowup.OrderActivities.ASSIGN_ACCOUNT_MANAGER;
import static dev.belay.examples.orderfollowup.OrderActivities.FOLLOW_UP_CALL;
import static dev.belay.examples.orderfollowup.OrderActivities.RESERVE_ITEM;
import static dev.belay.examples.orderfollowup.OrderActivities.SEND_CONFIRMATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.Examples;
import dev.belay.examples.orderfollowup.FollowUp;
import dev.belay.examples.orderfollowup.Order;
import dev.belay.examples.orderfollowup.OrderActivities.Reserve;
import dev.belay.examples.orderfollowup.OrderFollowUp;
import dev.belay.json.HistoryExport;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.testkit.replay.DeployGate;
import dev.belay.testkit.replay.GoldenHistories;
import dev.belay.testkit.replay.ReplayVerdict;
import dev.belay.testkit.replay.ReplayVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every example of `docs/how-to/test-a-workflow.md`.
class TestAWorkflowTest {
    private static final Order ORDER =
            new Order("o-1", "Lin", List.of(new Order.Item("tea", 2, 5_00)), null);

    private final List<String> calls = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final TestEnvironment belay = environment(CrashAt.never());

    private TestEnvironment environment(CrashAt crash) {
        TestEnvironment belay =
                TestEnvironment.builder()
                        .workflow(OrderFollowUp.TYPE)
                        .activity(ASSIGN_ACCOUNT_MANAGER, (customer, _) -> "Ada")
                        .activity(SEND_CONFIRMATION, (customer, _) -> "message-1")
                        .activity(RESERVE_ITEM, (item, _) -> "2 x " + item.sku())
                        .activity(
                                FOLLOW_UP_CALL,
                                (call, attempt) -> {
                                    calls.add(call.customer());
                                    keys.add(attempt.idempotencyKey());
                                    return "call-1";
                                })
                        .effects(crash)
                        .build();
        return belay;
    }

    @Test
    void a_run_in_memory() {
        TestRun<FollowUp> run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();

        assertThat(run.result().reservations()).containsExactly("2 x tea");
    }

    @Test
    void time_is_skipped() {
        belay.start(OrderFollowUp.TYPE, "o-1", ORDER);

        belay.skipTime(Duration.ofDays(3).minusSeconds(1));
        assertThat(calls).isEmpty();

        belay.skipTime(Duration.ofSeconds(1));
        assertThat(calls).containsExactly("Lin");
    }

    @Test
    void an_activity_fails() {
        belay.faults().failNext(RESERVE_ITEM, 2);

        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();

        assertThat(run.events(ActivityAttemptFailed.class)).hasSize(2);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void an_activity_fails_for_good() {
        belay.faults().failNext(RESERVE_ITEM, ActivityException.permanent("sold-out", "no tea"));

        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();

        assertThat(run.failure().summary()).contains("sold-out");
    }

    @Test
    void a_host_dies() {
        belay.faults().loseNext(FOLLOW_UP_CALL).killHostAfter("append").duplicateNextMessage();

        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(belay.hostsDied()).isEqualTo(2);
        assertThat(keys).as("of %d calls", calls.size()).hasSize(1);
        assertThat(belay.faults().allStruck()).isTrue();
    }

    @Test
    void a_host_dies_at_every_step() {
        var counting = CrashAt.never();
        runTo(environment(counting));

        for (int step = 0; step < counting.seen().size(); step++) {
            for (var side : CrashAt.Side.values()) {
                var run = runTo(environment(CrashAt.effect(step, side)));
                assertThat(run.result().contact()).isEqualTo("service desk");
            }
        }
    }

    private static TestRun<FollowUp> runTo(TestEnvironment belay) {
        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();
        return run;
    }

    @Test
    void a_message_is_lost() {
        belay.faults().dropNextMessage();
        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        belay.skipTime(Duration.ofDays(7));
        belay.sweepWatchdog();
        belay.runUntilIdle();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void exported_histories_are_verified() {
        ReplayVerifier.of(Examples.workflows())
                .verifyAll(Path.of("src/test/resources/golden"))
                .assertFits();
    }

    @Test
    void one_history_is_verified(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("order.jsonl");
        var before = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runNow();
        Files.writeString(file, HistoryExport.write(before.export()));

        ReplayVerdict verdict = ReplayVerifier.of(OrderFollowUp.TYPE).verify(file);
        if (verdict instanceof ReplayVerdict.Mismatch other) {
            throw new AssertionError("command %d is another now".formatted(other.commandId()));
        }
        verdict.assertFits();

        assertThatThrownBy(() -> ReplayVerifier.of(changed()).verify(file).assertFits())
                .hasMessageContaining("recorded   ScheduleActivity send-confirmation")
                .hasMessageContaining("attempted  ScheduleActivity reserve-item");
    }

    private static WorkflowType<Order, String> changed() {
        return WorkflowType.of(
                "order-follow-up",
                Order.class,
                String.class,
                () ->
                        (context, order) ->
                                context.call(RESERVE_ITEM, new Reserve(order.id(), "tea", 1)));
    }

    @Test
    void a_run_is_verified_where_it_is() {
        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runNow();

        ReplayVerifier.of(OrderFollowUp.TYPE)
                .verify(belay.ports().history(), belay.ports().payloads(), run.key())
                .assertFits();
    }

    @Test
    void every_open_run_is_verified() {
        belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runNow();
        Instant since = Instant.EPOCH;

        var outcome =
                DeployGate.over(
                                belay.ports().index(),
                                belay.ports().history(),
                                belay.ports().payloads())
                        .replay(
                                ReplayVerifier.of(Examples.workflows()),
                                since,
                                misfit -> System.err.println(misfit.explain()));
        assertThat(outcome.isOpen()).as("%s", outcome).isTrue();

        assertThat(outcome.replayed()).isEqualTo(1);
    }

    @Test
    void a_release_leaves_its_histories(@TempDir Path golden) {
        var run = belay.start(OrderFollowUp.TYPE, "o-1", ORDER);
        belay.runUntilIdle();

        GoldenHistories.in(golden).add("1.4.0", Map.of("small-order", run.export()));

        assertThat(golden.resolve("1.4.0/small-order.jsonl")).exists();
    }
}
