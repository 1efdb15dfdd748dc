package dev.belay.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.codec.HeadFields;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.codec.MessageFields;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.port.RunHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: no value is lost or changed on its way through bytes.
///
/// Method: random values of every kind; a failure names its seed.
class RoundTripTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void events_and_commands_of_every_kind_come_back_equal(long seed) {
        var values = new RandomValues(seed);
        var events = new ArrayList<HistoryEvent>();
        RandomValues.kindsOf(HistoryEvent.class).forEach(kind -> events.add(values.of(kind)));
        for (var kind : RandomValues.kindsOf(Command.class)) {
            events.add(new CommandIssued(events.size(), values.of(kind)));
        }
        var batch = new Batch(seed, values.of(Instant.class), events);

        var read = HistoryFields.fromStored(HistoryFields.toStored(batch));

        // One by one first: a whole batch says little about what differs.
        for (int i = 0; i < events.size(); i++) {
            assertThat(read.events().get(i)).isEqualTo(events.get(i));
        }
        assertThat(read).isEqualTo(batch);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void messages_of_every_kind_come_back_equal(long seed) {
        var values = new RandomValues(seed);

        for (var kind : RandomValues.kindsOf(QueueMessage.class)) {
            QueueMessage message = values.of(kind);
            assertThat(MessageFields.fromBytes(MessageFields.toBytes(message))).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inbox_items_of_every_kind_come_back_equal(long seed) {
        var values = new RandomValues(seed);

        for (var kind : RandomValues.kindsOf(InboxItem.class)) {
            InboxItem item = values.of(kind);
            assertThat(MessageFields.inboxFromBytes(MessageFields.inboxToBytes(item)))
                    .isEqualTo(item);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void heads_come_back_equal(long seed) {
        var values = new RandomValues(seed);

        Stream.generate(() -> values.of(RunHead.class))
                .limit(5)
                .forEach(head ->
                        assertThat(HeadFields.fromBytes(HeadFields.toBytes(head))).isEqualTo(head));
    }
}
