package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What [dev.belay.core.port.TaskQueues] and [dev.belay.core.port.QueueConsumer] promise together.
///
/// Queues may deliver twice and in any order; these tests assume that they do so only for a reason,
/// as every adapter does while nothing fails.
public abstract class TaskQueuesContract extends TaskQueueTimesContract {
    /// As long as SQS waits at the most.
    private static final Duration RECEIVE_WAIT = Duration.ofSeconds(20);

    private static final long GIVE_UP_NANOS = Duration.ofSeconds(40).toNanos();

    @Test
    void a_queue_that_nobody_sent_to_is_empty() {
        assertThat(peek(newQueue())).isEmpty();
    }

    @Test
    void messages_of_every_kind_arrive_whole() {
        var queue = newQueue();
        var messages = Samples.messages(Samples.run());
        queues().send(messages.stream().map(m -> Outgoing.now(queue, m)).toList());

        var received = receive(queue, messages.size(), LONG);

        assertThat(received.stream().map(Delivery::message))
                .containsExactlyInAnyOrderElementsOf(messages);
        assertThat(received).allMatch(d -> d.queue().equals(queue) && d.receiveCount() == 1);
        assertThat(peek(queue)).isEmpty();
    }

    @Test
    void sending_nothing_and_acknowledging_nothing_is_allowed() {
        queues().send(List.of());
        consumer().acknowledge(List.of());
    }

    @Test
    void one_send_reaches_several_queues_and_no_other() {
        var first = newQueue();
        var second = newQueue();
        var third = newQueue();
        var run = Samples.run();
        var wake = new RunMessage.InboxFilled(run);
        var task = Samples.activityTask(run, Payload.NULL);
        queues().send(List.of(Outgoing.now(first, wake), Outgoing.now(second, task)));

        assertThat(receiveOne(first, LONG).message()).isEqualTo(wake);
        assertThat(receiveOne(second, LONG).message()).isEqualTo(task);
        assertThat(peek(first)).isEmpty();
        assertThat(peek(second)).isEmpty();
        assertThat(peek(third)).isEmpty();
    }

    @Test
    void many_messages_in_one_send_all_arrive() {
        var queue = newQueue();
        var messages = reports(0, 37);
        queues().send(messages.stream().map(m -> Outgoing.now(queue, m)).toList());

        assertThat(receive(queue, 37, LONG).stream().map(Delivery::message))
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void large_messages_in_one_send_all_arrive() {
        var queue = newQueue();
        var run = Samples.run();
        List<QueueMessage> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] bytes = Samples.bytes(Limits.PAYLOAD_INLINE_BYTES_MAX - i);
            messages.add(Samples.activityTask(run, new Payload.Inline(bytes)));
        }
        queues().send(messages.stream().map(m -> Outgoing.now(queue, m)).toList());

        assertThat(receive(queue, 12, LONG).stream().map(Delivery::message))
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void a_receive_takes_at_most_what_it_asked_for() {
        var queue = newQueue();
        queues().send(reports(0, 30).stream().map(m -> Outgoing.now(queue, m)).toList());

        assertThat(consumer().receive(queue, 1, PATIENCE, LONG)).hasSize(1);
        assertThat(consumer().receive(queue, 3, PATIENCE, LONG)).hasSizeBetween(1, 3);
        assertThat(consumer().receive(queue, 25, PATIENCE, LONG)).hasSizeBetween(1, 25);
    }

    @Test
    void consumers_that_race_share_the_messages() {
        var queue = newQueue();
        var messages = reports(0, 60);
        queues().send(messages.stream().map(m -> Outgoing.now(queue, m)).toList());
        List<Callable<List<QueueMessage>>> racers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            racers.add(() -> receive(queue, 20, LONG).stream().map(Delivery::message).toList());
        }

        assertThat(Race.run(racers).stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void a_receive_that_waits_ends_when_another_thread_sends() {
        var queue = newQueue();
        var message = new RunMessage.InboxFilled(Samples.run());
        Callable<Duration> receiver =
                () -> {
                    long begin = System.nanoTime();
                    List<Delivery> received;
                    do {
                        received = consumer().receive(queue, 10, RECEIVE_WAIT, LONG);
                    } while (received.isEmpty() && System.nanoTime() - begin < GIVE_UP_NANOS);
                    assertThat(received).extracting(Delivery::message).containsExactly(message);
                    return Duration.ofNanos(System.nanoTime() - begin);
                };
        Callable<Duration> sender =
                () -> {
                    // So that the receiver is likely to wait already.
                    passTime(SHORT);
                    send(queue, message);
                    return Duration.ZERO;
                };

        assertThat(Race.run(List.of(receiver, sender)))
                .allMatch(waited -> waited.compareTo(RECEIVE_WAIT.dividedBy(2)) < 0);
    }

    private static List<QueueMessage> reports(int from, int to) {
        var run = Samples.run();
        return IntStream.range(from, to)
                .<QueueMessage>mapToObj(i -> new RunMessage.DeliveryReported(run, i + 1, null))
                .toList();
    }
}
