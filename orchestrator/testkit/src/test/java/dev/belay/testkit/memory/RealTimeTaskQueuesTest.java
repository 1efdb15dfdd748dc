package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.memory.InMemoryTaskQueues;
import dev.belay.testkit.contract.FairQueuesContract;
import dev.belay.testkit.contract.Samples;
import dev.belay.testkit.contract.TaskQueuesContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The same queues on the system's time, where a receive really waits.
class RealTimeTaskQueuesTest extends TaskQueuesContract implements FairQueuesContract {
    private final InMemoryTaskQueues queues = new InMemoryTaskQueues(InstantSource.system(), 10);

    @Override
    public TaskQueues queues() {
        return queues;
    }

    @Override
    public QueueConsumer consumer() {
        return queues;
    }

    @Override
    protected void passTime(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Test
    void a_waiting_receive_wakes_when_a_delay_is_over() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        queues.send(List.of(new Outgoing(queue, message, Duration.ofMillis(200))));

        long begin = System.nanoTime();
        var received = queues.receive(queue, 1, Duration.ofSeconds(30), Duration.ofSeconds(1));

        assertThat(received).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(190), Duration.ofSeconds(20));
    }

    @Test
    void a_receive_waits_no_longer_than_it_was_told() {
        long begin = System.nanoTime();
        var received = queues.receive(newQueue(), 1, Duration.ofMillis(200), Duration.ofSeconds(1));

        assertThat(received).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(20));
    }

    @Test
    void an_interrupted_receive_ends_with_nothing_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThat(queues.receive(newQueue(), 1, Duration.ofMinutes(1), Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }
}
