package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.RunWatch;
import dev.belay.memory.InMemoryHistoryStore;
import dev.belay.memory.InMemoryPorts;
import dev.belay.testkit.contract.RunWatchContract;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class InMemoryRunWatchTest extends RunWatchContract {
    private final InMemoryHistoryStore store = new InMemoryHistoryStore(InstantSource.system());

    @Override
    protected RunWatch watch() {
        return store;
    }

    @Override
    protected HistoryStore store() {
        return store;
    }

    @Test
    void it_waits_while_nothing_comes() throws InterruptedException {
        long begin = System.nanoTime();
        store.awaitBeyond(Samples.run(), 0, Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void on_a_virtual_time_it_does_not_wait() throws InterruptedException {
        var ports = InMemoryPorts.startingAt(Samples.TIME);

        long begin = System.nanoTime();
        ports.history().awaitBeyond(Samples.run(), 0, Duration.ofDays(1));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    }
}
