package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Queues on the time as it is.
class QueueTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TaskQueue queue = Samples.queue();

    @RegisterExtension private final OpenStore open = new OpenStore();

    @Test
    void a_receive_waits_as_long_as_it_was_told() {
        long begin = System.nanoTime();
        var received = open.get().queues().receive(queue, 1, Duration.ofMillis(120), MINUTE);

        assertThat(received).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(120), Duration.ofSeconds(20));
    }

    @Test
    void an_interrupted_receive_ends_with_nothing_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThat(open.get().queues().receive(queue, 1, MINUTE, MINUTE)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_thousand_timers_that_are_due_at_once_come_on_time() {
        Instant due = Instant.now().plusMillis(700);
        for (int i = 1; i <= 1_000; i++) {
            var timer = TimerKey.of(TimerKey.Kind.WORKFLOW, i, 0);
            var message = new TimerDue(Samples.run(), timer, due);
            open.get()
                    .queues()
                    .send(
                            List.of(
                                    new Outgoing(
                                            queue, message, Duration.between(Instant.now(), due))));
        }

        var received = new ArrayList<Delivery>();
        Duration lateness = Duration.ZERO;
        while (received.size() < 1_000) {
            received.addAll(open.get().queues().receive(queue, 10, Duration.ofSeconds(30), MINUTE));
            lateness = Duration.between(due, Instant.now());
            assertThat(lateness).isGreaterThanOrEqualTo(Duration.ZERO);
        }

        assertThat(lateness).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_message_that_nobody_acknowledges_comes_again_while_somebody_waits() {
        open.get()
                .queues()
                .send(List.of(Outgoing.now(queue, Samples.messages(Samples.run()).getFirst())));
        var first = open.get().queues().receive(queue, 1, MINUTE, Duration.ofMillis(150));

        long begin = System.nanoTime();
        var second = open.get().queues().receive(queue, 1, MINUTE, MINUTE);

        assertThat(first).hasSize(1);
        assertThat(second).extracting(Delivery::receiveCount).containsExactly(2);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
}
