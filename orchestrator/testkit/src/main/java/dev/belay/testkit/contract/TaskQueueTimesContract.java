package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What queues promise about time: delays, hiding what was received, and what ends it.
public abstract class TaskQueueTimesContract extends QueueContract {
    @Test
    void a_delayed_message_comes_after_its_delay() {
        var queue = newQueue();
        var message = message();
        queues().send(List.of(new Outgoing(queue, message, Duration.ofSeconds(2))));

        assertThat(peek(queue)).isEmpty();
        passTime(Duration.ofSeconds(2));

        assertThat(receiveOne(queue, LONG).message()).isEqualTo(message);
    }

    @Test
    void a_delay_that_is_no_whole_second_is_not_cut_off() {
        var queue = newQueue();
        queues().send(List.of(new Outgoing(queue, message(), Duration.ofMillis(400))));

        assertThat(peek(queue)).isEmpty();
        passTime(SHORT);

        assertThat(receiveOne(queue, LONG).receiveCount()).isEqualTo(1);
    }

    @Test
    void the_longest_delay_is_taken() {
        var queue = newQueue();

        assertThat(queues().delayMax()).isPositive();
        queues().send(List.of(new Outgoing(queue, message(), queues().delayMax())));

        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void a_received_message_is_hidden_and_comes_again_when_nobody_acknowledges_it() {
        var queue = newQueue();
        var message = message();
        send(queue, message);

        Delivery first = receiveOne(queue, SHORT);
        assertThat(peek(queue)).isEmpty();
        passTime(BEYOND_SHORT);
        Delivery second = receiveOne(queue, LONG);

        assertThat(first.receiveCount()).isEqualTo(1);
        assertThat(second.receiveCount()).isEqualTo(2);
        assertThat(second.message()).isEqualTo(message);
        assertThat(second.handle()).isNotEqualTo(first.handle());
        assertThat(second.sentAt()).isEqualTo(first.sentAt());
    }

    @Test
    void an_acknowledged_message_never_comes_again_and_the_others_do() {
        var queue = newQueue();
        var run = Samples.run();
        for (int i = 1; i <= 12; i++) {
            send(queue, new RunMessage.DeliveryReported(run, i, null));
        }
        List<Delivery> received = receive(queue, 12, SHORT);

        consumer().acknowledge(received.subList(0, 11));
        passTime(BEYOND_SHORT);

        assertThat(receiveOne(queue, LONG).message()).isEqualTo(received.getLast().message());
        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void an_extended_message_stays_hidden_from_now_on() {
        var queue = newQueue();
        send(queue, message());
        Delivery delivery = receiveOne(queue, SHORT);

        consumer().extend(delivery, LONG);
        passTime(BEYOND_SHORT);
        assertThat(peek(queue)).isEmpty();

        consumer().extend(delivery, SHORT);
        passTime(BEYOND_SHORT);
        assertThat(receiveOne(queue, LONG).receiveCount()).isEqualTo(2);
    }

    @Test
    void a_released_message_comes_again_at_once() {
        var queue = newQueue();
        send(queue, message());

        consumer().release(receiveOne(queue, LONG), Duration.ZERO);

        assertThat(receiveOne(queue, LONG).receiveCount()).isEqualTo(2);
    }

    @Test
    void a_released_message_comes_again_after_its_pause() {
        var queue = newQueue();
        send(queue, message());

        consumer().release(receiveOne(queue, LONG), SHORT);
        assertThat(peek(queue)).isEmpty();
        passTime(BEYOND_SHORT);

        assertThat(receiveOne(queue, LONG).receiveCount()).isEqualTo(2);
    }

    @Test
    void what_is_done_with_an_acknowledged_delivery_is_ignored() {
        var queue = newQueue();
        send(queue, message());
        Delivery delivery = receiveOne(queue, LONG);
        consumer().acknowledge(List.of(delivery));

        consumer().release(delivery, Duration.ZERO);
        consumer().extend(delivery, Duration.ZERO);
        consumer().acknowledge(List.of(delivery));

        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void a_release_that_comes_too_late_does_not_take_the_message_from_its_next_holder() {
        var queue = newQueue();
        send(queue, message());
        Delivery late = receiveOne(queue, SHORT);
        passTime(BEYOND_SHORT);
        Delivery held = receiveOne(queue, LONG);

        consumer().release(late, Duration.ZERO);

        assertThat(peek(queue)).isEmpty();
        consumer().release(held, Duration.ZERO);
        assertThat(receiveOne(queue, LONG).receiveCount()).isEqualTo(3);
    }

    private static QueueMessage message() {
        return new RunMessage.InboxFilled(Samples.run());
    }
}
