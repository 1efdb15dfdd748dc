package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.core.port.HistoryStore;
import dev.belay.memory.InMemoryHistoryStore;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.HistoryStoreContract;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryHistoryStoreTest extends HistoryStoreContract {
    private final InMemoryHistoryStore store =
            new InMemoryHistoryStore(new VirtualClock(Samples.TIME));

    @Override
    protected HistoryStore store() {
        return store;
    }

    @Test
    void a_gap_is_told_to_the_writer_that_would_leave_it() {
        var run = Samples.run();
        append(run, 1, 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> store.append(run, Samples.batch(3)))
                .withMessageContaining("batch 3");
        assertReads(run, 1);
    }

    @Test
    void runs_that_were_only_asked_for_have_no_history() throws InterruptedException {
        var run = Samples.run();
        append(run, 1, 1);

        assertThat(store.read(Samples.run(), 0, 1)).isEmpty();
        store.awaitBeyond(Samples.run(), 0, Duration.ofDays(1));

        assertThat(store.runs()).containsExactly(run);
    }
}
