package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What queues that outlive their process promise.
public abstract class DurableTaskQueuesContract extends TaskQueuesContract {
    /// Closes the queues as a process that ends does, and opens them again on what they kept;
    /// [#queues] and [#consumer] are the new ones then.
    protected abstract void reopen();

    @Test
    void messages_of_every_kind_survive_a_reopen() {
        var queue = newQueue();
        var messages = Samples.messages(Samples.run());
        queues().send(messages.stream().map(m -> Outgoing.now(queue, m)).toList());

        reopen();

        assertThat(receive(queue, messages.size(), LONG).stream().map(Delivery::message))
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void a_delayed_message_survives_a_reopen_and_keeps_its_time() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        queues().send(List.of(new Outgoing(queue, message, Duration.ofSeconds(2))));

        reopen();
        passTime(Duration.ofSeconds(2));

        Delivery delivery = receiveOne(queue, LONG);
        assertThat(delivery.message()).isEqualTo(message);
        assertThat(delivery.receiveCount()).isEqualTo(1);
    }

    @Test
    void a_long_delay_is_not_cut_short_by_a_reopen() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        queues().send(List.of(new Outgoing(queue, message, queues().delayMax())));

        reopen();

        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void an_unacknowledged_message_comes_again_after_a_reopen_and_counts_its_receives() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        send(queue, message);
        Delivery first = receiveOne(queue, LONG);
        consumer().release(first, Duration.ZERO);
        assertThat(receiveOne(queue, SHORT).receiveCount()).isEqualTo(2);

        reopen();
        passTime(BEYOND_SHORT);

        Delivery third = receiveOne(queue, LONG);
        assertThat(third.message()).isEqualTo(message);
        assertThat(third.receiveCount()).isEqualTo(3);
        assertThat(third.sentAt()).isEqualTo(first.sentAt());
    }

    @Test
    void an_acknowledged_message_stays_away_after_a_reopen() {
        var queue = newQueue();
        send(queue, new RunMessage.InboxFilled(Samples.run()));
        consumer().acknowledge(List.of(receiveOne(queue, SHORT)));

        reopen();
        passTime(BEYOND_SHORT);

        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void what_is_sent_after_a_reopen_does_not_replace_what_was_there() {
        var queue = newQueue();
        var run = Samples.run();
        for (int i = 1; i <= 5; i++) {
            send(queue, new RunMessage.DeliveryReported(run, i, null));
        }

        reopen();
        for (int i = 6; i <= 10; i++) {
            send(queue, new RunMessage.DeliveryReported(run, i, null));
        }

        assertThat(receive(queue, 10, LONG).stream().map(Delivery::message))
                .doesNotHaveDuplicates();
    }
}
