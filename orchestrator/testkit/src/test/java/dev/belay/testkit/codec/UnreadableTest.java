package dev.belay.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HeadFields;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.codec.MessageFields;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.port.RunHead;
import dev.belay.testkit.contract.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: bytes of a newer build, and damaged ones, are told apart from what can be read, and never
/// end in anything but an error that says which of the two it is.
class UnreadableTest {
    private static final int NEWER = 99;

    /// One form that the core reads and writes.
    record Form(String name, byte[] sample, Rewrite rewrite) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Reads bytes and writes what was read.
    interface Rewrite {
        byte[] apply(byte[] bytes);
    }

    static Stream<Form> forms() {
        var values = new RandomValues(7);
        return Stream.of(
                        RandomValues.kindsOf(HistoryEvent.class).stream()
                                .map(kind -> event(values.of(kind))),
                        RandomValues.kindsOf(Command.class).stream()
                                .map(kind -> event(new CommandIssued(1, values.of(kind)))),
                        RandomValues.kindsOf(QueueMessage.class).stream()
                                .map(kind -> message(values.of(kind))),
                        RandomValues.kindsOf(InboxItem.class).stream()
                                .map(kind -> inboxItem(values.of(kind))),
                        Stream.of(head(Samples.head(Samples.run(), 7))))
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_record_that_was_cut_off_is_told(Form form) {
        for (int length = 0; length < form.sample().length; length++) {
            byte[] cut = Arrays.copyOf(form.sample(), length);
            assertThatExceptionOfType(BelayException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> form.rewrite().apply(cut))
                    .satisfies(e ->
                            assertThat(e.code())
                                    .isIn(
                                            ErrorCode.UNREADABLE_HISTORY,
                                            ErrorCode.UNSUPPORTED_HISTORY));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_record_with_a_damaged_byte_is_read_or_told_but_never_throws_anything_else(Form form) {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = form.sample().clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                form.rewrite().apply(damaged);
            } catch (BelayException e) {
                assertThat(e.code())
                        .isIn(ErrorCode.UNREADABLE_HISTORY, ErrorCode.UNSUPPORTED_HISTORY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_field_that_is_not_known_is_told(Form form) {
        var newer = new BinaryWriter();
        newer.text(NEWER, "fromTheFuture", "x");
        byte[] field = newer.toByteArray();
        // In front of the end mark, which is the last byte.
        int end = form.sample().length - 1;
        byte[] bytes = Arrays.copyOf(form.sample(), end + field.length + 1);
        System.arraycopy(field, 0, bytes, end, field.length);
        bytes[end + field.length] = form.sample()[end];

        assertUnsupported(() -> form.rewrite().apply(bytes));
    }

    @Test
    void an_event_kind_that_is_not_known_is_told() {
        for (int kind : new int[] {0, NEWER}) {
            assertUnsupported(() -> readEvents(w -> w.kind(kind, "FromTheFuture")));
        }
    }

    @Test
    void a_command_kind_that_is_not_known_is_told() {
        assertUnsupported(() ->
                readEvents(w -> {
                    HistoryFields.write(w, new CommandIssued(1, TIMER));
                    w.object(2, "command", NEWER, (v, k) -> v.kind(k, "Newer"));
                }));
        assertUnsupported(() ->
                readEvents(w -> {
                    w.kind(kindOf(new CommandIssued(1, TIMER)), "CommandIssued");
                    w.number(1, "id", 1);
                    w.object(2, "command", NEWER, (v, k) -> v.kind(k, "Newer"));
                }));
    }

    @Test
    void a_field_that_is_not_known_inside_an_event_is_told() {
        for (var kind : RandomValues.kindsOf(HistoryEvent.class)) {
            var event = new RandomValues(3).of(kind);
            assertUnsupported(() ->
                    readEvents(w -> {
                        HistoryFields.write(w, event);
                        w.number(NEWER, "fromTheFuture", 1);
                    }));
        }
    }

    @Test
    void a_message_or_item_kind_that_is_not_known_is_told() {
        var newer = new BinaryWriter();
        newer.kind(NEWER, "FromTheFuture");
        newer.object(1, "run", 0, (_, _) -> {});

        assertUnsupported(() -> MessageFields.fromBytes(newer.toByteArray()));
        assertUnsupported(() -> MessageFields.inboxFromBytes(newer.toByteArray()));
    }

    @Test
    void a_batch_under_the_number_of_another_is_told() {
        var stored = HistoryFields.toStored(new Batch(3, Samples.TIME, List.of()));

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> HistoryFields.fromStored(new StoredBatch(4, stored.bytes())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_HISTORY));
    }

    private static final Command TIMER = new Command.StartTimer(Samples.TIME, "");

    private static int kindOf(HistoryEvent event) {
        var kinds = new BinaryWriter();
        HistoryFields.write(kinds, event);
        return kinds.toByteArray()[0];
    }

    /// Reads a batch with one event whose fields are given.
    private static Batch readEvents(Consumer<FieldWriter> fields) {
        BiConsumer<FieldWriter, Consumer<FieldWriter>> event = (w, f) -> f.accept(w);
        byte[] bytes =
                BinaryWriter.record(
                        List.of(fields),
                        (writer, events) -> {
                            writer.number(1, "number", 1);
                            writer.instant(2, "time", Samples.TIME);
                            writer.list(3, "events", events, event);
                        });
        return HistoryFields.fromStored(new StoredBatch(1, bytes));
    }

    private static void assertUnsupported(Runnable reading) {
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(reading::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_HISTORY));
    }

    private static Form event(HistoryEvent event) {
        var batch = new Batch(1, Samples.TIME, List.of(event, event));
        String name =
                event instanceof CommandIssued(_, var command)
                        ? command.getClass().getSimpleName()
                        : event.getClass().getSimpleName();
        return new Form(
                name,
                HistoryFields.toStored(batch).bytes(),
                bytes ->
                        HistoryFields.toStored(HistoryFields.fromStored(new StoredBatch(1, bytes)))
                                .bytes());
    }

    private static Form message(QueueMessage message) {
        return new Form(
                message.getClass().getSimpleName(),
                MessageFields.toBytes(message),
                bytes -> MessageFields.toBytes(MessageFields.fromBytes(bytes)));
    }

    private static Form inboxItem(InboxItem item) {
        return new Form(
                item.getClass().getSimpleName(),
                MessageFields.inboxToBytes(item),
                bytes -> MessageFields.inboxToBytes(MessageFields.inboxFromBytes(bytes)));
    }

    private static Form head(RunHead head) {
        return new Form(
                "RunHead",
                HeadFields.toBytes(head),
                bytes -> HeadFields.toBytes(HeadFields.fromBytes(bytes)));
    }
}
