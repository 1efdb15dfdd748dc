package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a [dev.belay.core.port.TimerStore] that outlives its process promises.
public abstract class DurableTimerStoreContract extends TimerStoreContract {
    /// Closes the store as a process that ends does, and opens it again on what it kept; [#store]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void timers_survive_a_reopen() {
        var kept = Samples.timer(Samples.run(), Samples.TIME);
        var removed = Samples.timer(Samples.run(), Samples.TIME);
        store().put(kept);
        store().put(removed);
        store().remove(removed);

        reopen();

        assertThat(store().due(Samples.TIME.plusSeconds(1), 10)).containsExactly(kept);
        assertThat(store().due(Samples.TIME.minusSeconds(1), 10)).isEmpty();
    }
}
