package dev.belay.examples.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.model.RunKey;
import dev.belay.examples.support.Host;
import dev.belay.examples.support.Host.Crash;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalTest {
    private static final Decision YES = new Decision(true, "Lin", "go ahead");
    private static final Decision NO = new Decision(false, "Lin", "too dear");

    private final Host host = new Host();

    @Test
    void a_yes_approves() throws InterruptedException {
        RunKey run = asked();

        host.signal(run, Approval.DECISION, YES);

        assertThat(host.resultOf(Approval.TYPE, run))
                .isEqualTo(new ApprovalStatus(ApprovalState.APPROVED, "Lin", "go ahead"));
        assertThat(messages()).contains("To all: a new desk is APPROVED");
    }

    @Test
    void a_no_rejects() throws InterruptedException {
        RunKey run = asked();

        host.signal(run, Approval.DECISION, NO);

        assertThat(host.resultOf(Approval.TYPE, run))
                .isEqualTo(new ApprovalStatus(ApprovalState.REJECTED, "Lin", "too dear"));
    }

    @Test
    void a_decision_that_comes_before_it_is_awaited_counts() throws InterruptedException {
        RunKey run = start();
        host.signal(run, Approval.DECISION, YES);

        assertThat(host.resultOf(Approval.TYPE, run).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(host.clock.instant()).isEqualTo(Host.START);
    }

    @Test
    void the_approver_is_reminded_once_and_may_still_decide() throws InterruptedException {
        RunKey run = asked();

        host.skipTime(Duration.ofHours(25));
        assertThat(messages()).contains("To Lin: a new desk still waits for you");
        assertThat(host.query(run, Approval.STATUS).state()).isEqualTo(ApprovalState.REMINDED);

        host.signal(run, Approval.DECISION, YES);
        assertThat(host.resultOf(Approval.TYPE, run).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(messages()).filteredOn(text -> text.contains("still waits")).hasSize(1);
    }

    @Test
    void silence_until_the_deadline_expires_the_request_after_one_reminder()
            throws InterruptedException {
        RunKey run = asked();

        assertThat(host.resultOf(Approval.TYPE, run))
                .isEqualTo(new ApprovalStatus(ApprovalState.EXPIRED, "Lin", ""));
        assertThat(Duration.between(Host.START, host.clock.instant()))
                .isEqualTo(Duration.ofDays(3));
        assertThat(messages()).filteredOn(text -> text.contains("still waits")).hasSize(1);
    }

    @Test
    void the_status_can_be_asked_for_before_and_after_the_decision() throws InterruptedException {
        RunKey run = asked();
        assertThat(host.query(run, Approval.STATUS))
                .isEqualTo(new ApprovalStatus(ApprovalState.WAITING, "Lin", ""));

        host.signal(run, Approval.DECISION, NO);
        host.endOf(run);
        assertThat(host.query(run, Approval.STATUS))
                .isEqualTo(new ApprovalStatus(ApprovalState.REJECTED, "Lin", "too dear"));
    }

    @Test
    void another_approver_is_asked_and_reminded_instead() throws InterruptedException {
        RunKey run = asked();

        assertThat(host.update(run, Approval.CHANGE_APPROVER, "Kim")).isEqualTo("Lin");

        host.skipTime(Duration.ofHours(25));
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "To Lin: please decide on a new desk",
                        "To Kim: please decide on a new desk",
                        "To Kim: a new desk still waits for you");
    }

    @Test
    void a_change_to_the_same_approver_is_refused_and_leaves_no_trace() {
        RunKey run = asked();

        assertThatThrownBy(() -> host.update(run, Approval.CHANGE_APPROVER, "Lin"))
                .hasMessageContaining("BLY-1010")
                .hasMessageContaining("approver-refused");
        assertThat(host.query(run, Approval.STATUS).approver()).isEqualTo("Lin");
        assertThat(messages()).containsExactly("To Lin: please decide on a new desk");
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_changes_nothing(Crash crash) throws InterruptedException {
        var undisturbed = host.traceOf(start());

        for (int step = 1; step <= host.steps(); step++) {
            var crashing = new Host(crash, step);
            RunKey run = crashing.start(Approval.TYPE, "desk", request());
            assertThat(crashing.traceOf(run)).as("crash at %d", step).isEqualTo(undisturbed);
        }
    }

    private RunKey start() {
        return host.start(Approval.TYPE, "desk", request());
    }

    /// A run that waits for its decision.
    private RunKey asked() {
        RunKey run = start();
        host.runUntilIdle();
        return run;
    }

    private static ApprovalRequest request() {
        return ApprovalRequest.of("a new desk", "Lin");
    }

    private List<String> messages() {
        return host.world.ids("messages").stream()
                .map(id -> host.world.get("messages", id).orElseThrow())
                .toList();
    }
}
