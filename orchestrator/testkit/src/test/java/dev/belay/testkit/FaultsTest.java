package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.CrashAt.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final ActivityType<String, String> CHARGE =
            ActivityType.of("charge", String.class, String.class)
                    .with(
                            ActivityOptions.of(
                                    RetryPolicy.exponential(3, Duration.ofSeconds(1)),
                                    Duration.ofMinutes(1)));
    private static final WorkflowType<String, String> CHECKOUT =
            WorkflowType.of(
                    "checkout",
                    String.class,
                    String.class,
                    () -> (context, order) -> context.call(CHARGE, order));

    private final List<String> charged = new ArrayList<>();
    private final TestEnvironment belay =
            TestEnvironment.builder()
                    .workflow(CHECKOUT)
                    .activity(
                            CHARGE,
                            (_, attempt) -> {
                                charged.add(attempt.idempotencyKey());
                                return "paid";
                            })
                    .build();

    private TestRun<String> run() {
        var run = belay.start(CHECKOUT, "order-1", "o");
        belay.runUntilIdle();
        assertThat(belay.faults().allStruck()).isTrue();
        return run;
    }

    @Test
    void attempts_fail_as_often_as_told_and_are_not_made() {
        belay.faults().failNext(CHARGE, 2);

        var run = run();

        assertThat(run.result()).isEqualTo("paid");
        assertThat(run.events(ActivityAttemptFailed.class)).hasSize(2);
        assertThat(charged).hasSize(1);
    }

    @Test
    void an_attempt_fails_with_what_it_is_told() {
        belay.faults().failNext(CHARGE, ActivityException.permanent("declined", "no money"));

        assertThat(run().failure().summary()).contains("declined");
        assertThat(charged).isEmpty();
    }

    @Test
    void an_attempt_that_is_lost_was_made_and_is_made_again() {
        belay.faults().loseNext(CHARGE);

        var run = run();

        assertThat(run.result()).isEqualTo("paid");
        assertThat(run.events(ActivityAttemptFailed.class))
                .singleElement()
                .satisfies(lost -> assertThat(lost.failure().kind()).isEqualTo(FailureKind.LOST));
        assertThat(charged).hasSize(2);
        assertThat(belay.hostsDied()).isEqualTo(1);
    }

    @Test
    void a_host_dies_before_or_after_an_effect_and_the_run_ends_the_same() {
        belay.faults().killHostBefore("append").killHostAfter("send").killHostAt(9, Side.AFTER);

        assertThat(run().result()).isEqualTo("paid");
        assertThat(belay.hostsDied()).isEqualTo(3);
        assertThat(belay.faults().performed()).isGreaterThan(9);
    }

    @Test
    void a_duplicate_and_a_redelivery_change_nothing_for_who_looks_at_the_key() {
        belay.faults().duplicateNextMessage().redeliverNext();

        var run = run();

        assertThat(run.result()).isEqualTo("paid");
        assertThat(charged).isNotEmpty().containsOnly(charged.getFirst());
    }

    @Test
    void a_message_that_is_lost_is_made_up_for_by_the_watchdog() {
        belay.faults().dropNextMessage();
        var run = run();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

        belay.skipTime(Duration.ofDays(7));
        assertThat(belay.sweepWatchdog()).isEqualTo(1);
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("paid");
    }
}
