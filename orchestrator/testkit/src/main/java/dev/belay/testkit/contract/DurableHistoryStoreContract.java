package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a [dev.belay.core.port.HistoryStore] that outlives its process promises.
public abstract class DurableHistoryStoreContract extends HistoryStoreContract {
    /// Closes the store as a process that ends does, and opens it again on what it kept; [#store]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void batches_survive_a_reopen() {
        var run = Samples.run();
        append(run, 1, 20);

        reopen();

        assertReads(run, 20);
        assertThat(store().append(run, Samples.batch(20, 99))).isFalse();
        append(run, 21, 22);
        assertReads(run, 22);
    }

    @Test
    void pages_survive_a_reopen() {
        var run = Samples.run();
        append(run, 1, 300);
        store().compact(run, 256);

        reopen();

        assertReads(run, 300);
        assertThat(store().append(run, Samples.batch(256, 99))).isFalse();
        append(run, 301, 301);
        reopen();
        assertReads(run, 301);
    }
}
