package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.AttemptStore;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What an [AttemptStore] promises.
public abstract class AttemptStoreContract {
    private static final Payload DETAILS = Payload.Inline.of("{\"page\":1}");

    /// The store under test, the same one throughout a test.
    protected abstract AttemptStore store();

    @Test
    void an_attempt_is_begun_once() {
        var run = Samples.run();

        assertThat(store().begin(run, 7, 1)).isTrue();
        assertThat(store().begin(run, 7, 1)).isFalse();
        assertThat(store().begin(run, 7, 1)).isFalse();
    }

    @Test
    void each_attempt_activity_and_run_is_begun_for_itself() {
        var run = Samples.run();
        var namesake = new RunKey(new Workspace(run.workspace().name() + "-2"), run.runId());
        assertThat(store().begin(run, 1, 11)).isTrue();

        assertThat(store().begin(run, 1, 1)).isTrue();
        assertThat(store().begin(run, 11, 1)).isTrue();
        assertThat(store().begin(run, 1, 2)).isTrue();
        assertThat(store().begin(Samples.run(run.workspace()), 1, 1)).isTrue();
        assertThat(store().begin(namesake, 1, 1)).isTrue();
    }

    @Test
    void of_workers_that_race_for_an_attempt_one_begins_it() {
        var run = Samples.run();
        for (int attempt = 1; attempt <= 20; attempt++) {
            int number = attempt;
            Callable<Boolean> worker = () -> store().begin(run, 7, number);

            List<Boolean> begun = Race.run(List.of(worker, worker, worker, worker));

            assertThat(Collections.frequency(begun, true)).isEqualTo(1);
        }
    }

    @Test
    void an_activity_that_was_never_heard_of_has_no_heartbeat() {
        var run = Samples.run();
        assertThat(store().begin(run, 7, 1)).isTrue();
        store().requestCancel(run, 7);

        assertThat(store().lastHeartbeat(run, 7)).isEmpty();
        assertThat(store().lastHeartbeat(run, 8)).isEmpty();
    }

    @Test
    void the_newest_heartbeat_is_kept_across_attempts() {
        var run = Samples.run();
        var second = Payload.Inline.of("{\"page\":2}");
        var stored = new Payload.Stored("ab".repeat(32), 70_000);

        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isFalse();
        assertThat(store().lastHeartbeat(run, 7)).contains(DETAILS);
        assertThat(store().heartbeat(run, 7, 1, second)).isFalse();
        assertThat(store().lastHeartbeat(run, 7)).contains(second);
        assertThat(store().begin(run, 7, 2)).isTrue();
        assertThat(store().lastHeartbeat(run, 7)).contains(second);
        assertThat(store().heartbeat(run, 7, 2, stored)).isFalse();
        assertThat(store().lastHeartbeat(run, 7)).contains(stored);
    }

    @Test
    void heartbeat_details_of_the_largest_inline_size_are_kept() {
        var run = Samples.run();
        var details = new Payload.Inline(Samples.bytes(Limits.PAYLOAD_INLINE_BYTES_MAX));

        assertThat(store().heartbeat(run, 7, 1, details)).isFalse();

        assertThat(store().lastHeartbeat(run, 7)).contains(details);
    }

    @Test
    void a_heartbeat_does_not_begin_an_attempt() {
        var run = Samples.run();
        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isFalse();

        assertThat(store().begin(run, 7, 1)).isTrue();
        assertThat(store().lastHeartbeat(run, 7)).contains(DETAILS);
    }

    @Test
    void heartbeats_after_a_cancel_request_learn_of_it() {
        var run = Samples.run();
        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isFalse();

        store().requestCancel(run, 7);
        store().requestCancel(run, 7);

        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isTrue();
        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isTrue();
        assertThat(store().heartbeat(run, 7, 2, DETAILS)).isTrue();
        assertThat(store().lastHeartbeat(run, 7)).contains(DETAILS);
    }

    @Test
    void a_cancel_request_may_come_before_the_first_heartbeat() {
        var run = Samples.run();

        store().requestCancel(run, 7);

        assertThat(store().begin(run, 7, 1)).isTrue();
        assertThat(store().heartbeat(run, 7, 1, DETAILS)).isTrue();
    }

    @Test
    void a_cancel_request_is_for_one_activity_of_one_run() {
        var run = Samples.run();
        var namesake = new RunKey(new Workspace(run.workspace().name() + "-2"), run.runId());
        store().requestCancel(run, 7);

        assertThat(store().heartbeat(run, 77, 1, DETAILS)).isFalse();
        assertThat(store().heartbeat(Samples.run(run.workspace()), 7, 1, DETAILS)).isFalse();
        assertThat(store().heartbeat(namesake, 7, 1, DETAILS)).isFalse();
    }
}
