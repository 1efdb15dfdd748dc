package dev.belay.embedded;

import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.DurableTaskQueuesContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedQueuesTest extends DurableTaskQueuesContract {
    private final VirtualClock clock = new VirtualClock(Instant.now());

    @RegisterExtension
    private final OpenStore open = new OpenStore(options -> options.withClock(clock));

    @Override
    protected TaskQueues queues() {
        return open.get().queues();
    }

    @Override
    protected QueueConsumer consumer() {
        return open.get().queues();
    }

    @Override
    protected void passTime(Duration duration) {
        clock.advanceBy(duration);
    }

    @Override
    protected void reopen() {
        open.reopen();
    }
}
