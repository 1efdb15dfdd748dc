package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage.DeliveryReported;
import dev.belay.core.message.RunMessage.InboxFilled;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What queues here do beyond the contract, on a time that the test moves.
class QueueBehaviourTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int RECEIVES_MAX = 3;

    private final VirtualClock clock = new VirtualClock(Instant.now());
    private final TaskQueue queue = Samples.queue();

    @RegisterExtension
    private final OpenStore open =
            new OpenStore(options ->
                    options.withClock(clock)
                            .withReceivesMax(RECEIVES_MAX)
                            .withMemory(32 << 20, 32 << 20, 10_000));

    @Test
    void a_message_that_is_received_too_often_goes_to_the_dead_letters() {
        var message = new InboxFilled(Samples.run());
        send(message, Duration.ZERO);
        Instant sentAt = clock.instant();
        for (int receive = 1; receive <= RECEIVES_MAX; receive++) {
            assertThat(receive(10)).extracting(Delivery::receiveCount).containsExactly(receive);
            clock.advanceBy(LONG);
        }

        assertThat(receive(10)).isEmpty();
        assertThat(depth()).isEqualTo(new QueueDepth(0, 0, 0));

        open.reopen();
        var dead = queues().receive(EmbeddedQueues.deadLetters(queue), 10, Duration.ZERO, LONG);
        assertThat(dead).extracting(Delivery::message).containsExactly(message);
        assertThat(dead).extracting(Delivery::receiveCount).containsExactly(1);
        assertThat(dead).extracting(Delivery::sentAt).containsExactly(sentAt);
        assertThat(receive(10)).isEmpty();
    }

    @Test
    void dead_letters_are_never_given_up() {
        TaskQueue dead = EmbeddedQueues.deadLetters(queue);
        queues().send(List.of(Outgoing.now(dead, new InboxFilled(Samples.run()))));

        for (int receive = 1; receive <= 4 * RECEIVES_MAX; receive++) {
            assertThat(queues().receive(dead, 1, Duration.ZERO, LONG))
                    .extracting(Delivery::receiveCount)
                    .containsExactly(receive);
            clock.advanceBy(LONG);
        }
    }

    @Test
    void the_longest_queue_name_has_dead_letters_too() {
        var longest = new TaskQueue(queue.lane(), "q".repeat(Limits.QUEUE_CHARS_MAX));

        assertThat(EmbeddedQueues.deadLetters(longest).name())
                .hasSize(Limits.QUEUE_CHARS_MAX)
                .endsWith("-dlq");
    }

    @Test
    void the_flood_of_one_workspace_does_not_delay_another() {
        var flood = Samples.workspace();
        for (int i = 0; i < 1_000; i++) {
            send(new InboxFilled(Samples.run(flood)), Duration.ZERO);
        }
        var quiet = List.of(Samples.run(), Samples.run(), Samples.run());
        quiet.forEach(run -> send(new InboxFilled(run), Duration.ZERO));

        assertThat(receive(6)).extracting(d -> d.message().run()).containsAll(quiet);
    }

    @Test
    void messages_of_one_workspace_come_in_the_order_of_their_sending() {
        var run = Samples.run();
        for (int i = 1; i <= 50; i++) {
            send(new DeliveryReported(run, i, null), Duration.ZERO);
        }
        open.reopen();

        assertThat(receive(50))
                .extracting(delivery -> ((DeliveryReported) delivery.message()).commandId())
                .isSorted()
                .hasSize(50);
    }

    @Test
    void delays_of_any_length_are_kept_and_none_comes_early() {
        var delays =
                List.of(
                        Duration.ofNanos(1),
                        Duration.ofMillis(5),
                        Duration.ofMinutes(9),
                        Duration.ofMinutes(11),
                        Duration.ofHours(5),
                        Duration.ofDays(400));
        var runs = new ArrayList<RunKey>();
        for (Duration delay : delays) {
            var run = Samples.run();
            runs.add(run);
            send(new InboxFilled(run), delay);
        }
        assertThat(depth()).isEqualTo(new QueueDepth(0, delays.size(), 0));
        open.reopen();
        assertThat(depth()).isEqualTo(new QueueDepth(0, delays.size(), 0));

        Duration passed = Duration.ZERO;
        for (int i = 0; i < delays.size(); i++) {
            clock.advanceBy(delays.get(i).minus(passed).minusNanos(1));
            assertThat(receive(10)).as("before %s", delays.get(i)).isEmpty();
            clock.advanceBy(Duration.ofNanos(1));
            passed = delays.get(i);
            // A message that was only on the disk is brought by another thread, ahead of its time.
            var received = queues().receive(queue, 10, Duration.ofSeconds(30), LONG);
            assertThat(received)
                    .as("after %s", delays.get(i))
                    .extracting(d -> d.message().run())
                    .containsExactly(runs.get(i));
            queues().acknowledge(received);
        }
        assertThat(depth()).isEqualTo(new QueueDepth(0, 0, 0));
    }

    @Test
    void a_delayed_message_that_is_acknowledged_is_gone_for_good() {
        send(new InboxFilled(Samples.run()), Duration.ofSeconds(3));
        clock.advanceBy(Duration.ofSeconds(3));
        queues().acknowledge(receive(1));
        open.reopen();
        clock.advanceBy(LONG);

        assertThat(receive(1)).isEmpty();
    }

    @Test
    void more_messages_than_memory_has_room_for_all_come() {
        var runs = new ArrayList<RunKey>();
        for (int i = 0; i < 300; i++) {
            var run = Samples.run();
            runs.add(run);
            send(new InboxFilled(run), Duration.ZERO);
            if (i % 50 == 0) {
                open.get().awaitDurable();
            }
        }
        for (boolean reopened : new boolean[] {false, true}) {
            assertThat(receive(300))
                    .as("reopened: %s", reopened)
                    .extracting(delivery -> delivery.message().run())
                    .containsExactlyInAnyOrderElementsOf(runs);
            open.reopen();
        }
    }

    @Test
    void a_late_acknowledgement_counts_while_nobody_else_has_the_message() {
        send(new InboxFilled(Samples.run()), Duration.ZERO);
        var received = receive(1);
        clock.advanceBy(LONG);

        queues().acknowledge(received);

        assertThat(receive(1)).isEmpty();
        assertThat(depth()).isEqualTo(new QueueDepth(0, 0, 0));
    }

    @Test
    void depth_tells_what_is_ready_delayed_and_held() {
        send(new InboxFilled(Samples.run()), Duration.ZERO);
        send(new InboxFilled(Samples.run()), Duration.ZERO);
        send(new InboxFilled(Samples.run()), Duration.ofSeconds(30));
        assertThat(receive(1)).hasSize(1);

        assertThat(depth()).isEqualTo(new QueueDepth(1, 1, 1));
        clock.advanceBy(LONG);
        assertThat(receive(1)).hasSize(1);
        assertThat(depth()).isEqualTo(new QueueDepth(2, 0, 1));
        assertThat(queues().known()).contains(queue);
    }

    @Test
    void known_queues_survive_a_reopen() {
        send(new InboxFilled(Samples.run()), Duration.ZERO);
        open.reopen();

        assertThat(queues().known()).containsExactly(queue);
    }

    @Test
    void a_delay_out_of_range_is_refused_and_nothing_is_sent() {
        var message = new InboxFilled(Samples.run());

        for (Duration delay : List.of(Duration.ofNanos(-1), Limits.DURATION_MAX.plusNanos(1))) {
            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(() ->
                            queues().send(
                                            List.of(
                                                    Outgoing.now(queue, message),
                                                    new Outgoing(queue, message, delay))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
        assertThat(receive(1)).isEmpty();
    }

    private EmbeddedQueues queues() {
        return open.get().queues();
    }

    private void send(QueueMessage message, Duration delay) {
        queues().send(List.of(new Outgoing(queue, message, delay)));
    }

    private List<Delivery> receive(int max) {
        return queues().receive(queue, max, Duration.ZERO, LONG);
    }

    private QueueDepth depth() {
        return queues().depth(queue);
    }
}
