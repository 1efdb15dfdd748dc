package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.memory.InMemoryTaskQueues;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.FairQueuesContract;
import dev.belay.testkit.contract.Samples;
import dev.belay.testkit.contract.TaskQueuesContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryTaskQueuesTest extends TaskQueuesContract implements FairQueuesContract {
    private final VirtualClock clock = new VirtualClock(Samples.TIME);
    private final InMemoryTaskQueues queues = new InMemoryTaskQueues(clock, 3);

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
        clock.advanceBy(duration);
    }

    @Test
    void a_message_that_is_received_too_often_becomes_a_dead_letter() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        queues.send(List.of(Outgoing.now(queue, message)));

        for (int receive = 1; receive <= 3; receive++) {
            assertThat(queues.deadLetters(queue)).isEmpty();
            assertThat(queues.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(1))).hasSize(1);
            clock.advanceBy(Duration.ofSeconds(1));
        }

        assertThat(queues.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(1))).isEmpty();
        assertThat(queues.deadLetters(queue)).containsExactly(message);
        assertThat(queues.messages(queue)).isEmpty();
        assertThat(queues.nextVisibleAt()).isEmpty();
    }

    @Test
    void a_visibility_of_nothing_does_not_return_a_message_twice_in_one_receive() {
        var queue = newQueue();
        queues.send(List.of(Outgoing.now(queue, new RunMessage.InboxFilled(Samples.run()))));

        assertThat(queues.receive(queue, 10, Duration.ZERO, Duration.ZERO)).hasSize(1);
        assertThat(queues.receive(queue, 10, Duration.ZERO, Duration.ZERO)).hasSize(1);
    }

    @Test
    void the_time_of_the_next_message_is_the_soonest_of_all_queues() {
        var first = newQueue();
        var second = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        queues.send(
                List.of(
                        new Outgoing(first, message, Duration.ofMinutes(3)),
                        new Outgoing(second, message, Duration.ofMinutes(2))));

        assertThat(queues.nextVisibleAt()).contains(Samples.TIME.plusSeconds(120));
        assertThat(queues.queues()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_delay_beyond_the_longest_is_refused_and_nothing_is_sent() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        var tooLong = queues.delayMax().plusNanos(1);

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() ->
                        queues.send(
                                List.of(
                                        Outgoing.now(queue, message),
                                        new Outgoing(queue, message, tooLong))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        assertThat(queues.messages(queue)).isEmpty();
    }
}
