package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Payload;
import org.junit.jupiter.api.Test;

/// What an [dev.belay.core.port.AttemptStore] that outlives its process promises.
public abstract class DurableAttemptStoreContract extends AttemptStoreContract {
    /// Closes the store as a process that ends does, and opens it again on what it kept; [#store]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void markers_heartbeats_and_cancel_requests_survive_a_reopen() {
        var run = Samples.run();
        var details = Payload.Inline.of("{\"page\":2}");
        assertThat(store().begin(run, 7, 1)).isTrue();
        assertThat(store().heartbeat(run, 7, 1, details)).isFalse();
        store().requestCancel(run, 8);

        reopen();

        assertThat(store().begin(run, 7, 1)).isFalse();
        assertThat(store().begin(run, 7, 2)).isTrue();
        assertThat(store().lastHeartbeat(run, 7)).contains(details);
        assertThat(store().heartbeat(run, 8, 1, details)).isTrue();
    }
}
