package dev.belay.embedded;

import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.DurableTaskQueuesContract;
import dev.belay.testkit.contract.FairQueuesContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedQueuesTest extends DurableTaskQueuesContract implements FairQueuesContract {
    private final VirtualClock clock = new VirtualClock(Instant.now());

    @RegisterExtension
    private final OpenStore open = new OpenStore(options -> options.withClock(clock));

    @Override
    public TaskQueues queues() {
        return open.get().queues();
    }

    @Override
    public QueueConsumer consumer() {
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
