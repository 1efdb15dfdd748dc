package dev.belay.embedded;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How messages are kept: under their id, delayed ones under their due time and id; a record per
/// receive beside them.
final class QueueRecords {
    private static final byte[] NOTHING = {};
    private static final byte[] IDS_KEY = {'n'};
    private static final byte DELAYED = 'l';
    private static final byte MESSAGE = 'm';
    private static final byte RECEIVE = 'r';
    private static final int HEADER_BYTES = 12;

    private final Database database;

    /// What a record says.
    record Stored(int queue, QueuedMessage message) {}

    /// Takes records.
    interface Sink {
        void accept(Stored stored);
    }

    QueueRecords(Database database) {
        this.database = database;
    }

    static byte[] value(int queue, long sentAt, QueueMessage message) {
        byte[] bytes = MessageFields.toBytes(message);
        return ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(queue)
                .putLong(sentAt)
                .put(bytes)
                .array();
    }

    static byte[] key(QueuedMessage message) {
        return key(message.id, message.dueAt);
    }

    static byte[] key(long id, long dueAt) {
        return dueAt == 0
                ? ByteBuffer.allocate(9).put(MESSAGE).putLong(id).array()
                : delayed(dueAt).putLong(id).array();
    }

    static void send(Changes changes, QueuedMessage message, byte[] value) {
        message.record = changes.put(Family.QUEUE, key(message), value);
    }

    static void receive(Changes changes, QueuedMessage message) {
        message.receiveRecord =
                changes.put(Family.QUEUE, receiveKey(message.id, message.receives), NOTHING);
    }

    static void remove(Changes changes, QueuedMessage message) {
        if (!changes.erase(message.record)) {
            changes.deleteOnce(Family.QUEUE, key(message));
        }
        int receives = message.receives;
        if (receives > 0 && changes.erase(message.receiveRecord)) {
            receives--;
        }
        for (int receive = 1; receive <= receives; receive++) {
            changes.deleteOnce(Family.QUEUE, receiveKey(message.id, receive));
        }
    }

    /// @param message written, and neither acknowledged nor moved
    QueueMessage load(QueuedMessage message) {
        return message(
                Objects.requireNonNull(
                        database.get(Family.QUEUE, key(message)), "a message that is queued"));
    }

    /// All messages that were sent without delay.
    void scan(Map<Long, Integer> counts, Sink sink) {
        database.scan(
                Family.QUEUE,
                new byte[] {MESSAGE},
                new byte[] {MESSAGE + 1},
                iterator -> {
                    long id = ByteBuffer.wrap(iterator.key()).getLong(1);
                    sink.accept(stored(id, 0, iterator.value(), counts));
                    return true;
                });
    }

    /// The delayed messages that are due in a time; the end is not part of it.
    void scanDelayed(Map<Long, Integer> counts, long from, long to, Sink sink) {
        database.scan(
                Family.QUEUE,
                delayed(from).array(),
                delayed(to).array(),
                iterator -> {
                    ByteBuffer key = ByteBuffer.wrap(iterator.key());
                    sink.accept(stored(key.getLong(9), key.getLong(1), iterator.value(), counts));
                    return true;
                });
    }

    /// Per queue, how many messages are due at `from` or later.
    Map<Integer, Integer> countDelayed(long from) {
        var counts = new HashMap<Integer, Integer>();
        database.scan(
                Family.QUEUE,
                delayed(from).array(),
                new byte[] {DELAYED + 1},
                iterator ->
                        counts.merge(ByteBuffer.wrap(iterator.value()).getInt(), 1, Integer::sum)
                                > 0);
        return counts;
    }

    /// How often each message was received that was received and not acknowledged.
    Map<Long, Integer> receives() {
        var counts = new HashMap<Long, Integer>();
        database.scan(
                Family.QUEUE,
                new byte[] {RECEIVE},
                new byte[] {RECEIVE + 1},
                iterator -> {
                    ByteBuffer key = ByteBuffer.wrap(iterator.key());
                    counts.put(key.getLong(1), key.getInt(9));
                    return true;
                });
        return counts;
    }

    private static Stored stored(long id, long dueAt, byte[] value, Map<Long, Integer> receives) {
        ByteBuffer header = ByteBuffer.wrap(value);
        int queue = header.getInt();
        var message = new QueuedMessage(id, message(value), header.getLong(), dueAt, value.length);
        message.receives = receives.getOrDefault(id, 0);
        return new Stored(queue, message);
    }

    private static QueueMessage message(byte[] value) {
        return MessageFields.fromBytes(Arrays.copyOfRange(value, HEADER_BYTES, value.length));
    }

    private static ByteBuffer delayed(long dueAt) {
        return ByteBuffer.allocate(17).put(DELAYED).putLong(dueAt);
    }

    private static byte[] receiveKey(long id, int receive) {
        return ByteBuffer.allocate(13).put(RECEIVE).putLong(id).putInt(receive).array();
    }

    /// Ids up to this may have been given out.
    long idsTaken() {
        byte[] taken = database.get(Family.STATE, IDS_KEY);
        return taken == null ? 0 : ByteBuffer.wrap(taken).getLong();
    }

    static void takeIds(Changes changes, long upTo) {
        changes.put(Family.STATE, IDS_KEY, ByteBuffer.allocate(8).putLong(upTo).array());
    }

    static void name(Changes changes, TaskQueue queue, int number) {
        changes.put(
                Family.STATE,
                Keys.text("q" + queue.lane().name() + '\0' + queue.name()),
                ByteBuffer.allocate(4).putInt(number).array());
    }

    Map<TaskQueue, Integer> names() {
        var names = new HashMap<TaskQueue, Integer>();
        database.scan(
                Family.STATE,
                Keys.text("q"),
                Keys.text("r"),
                iterator -> {
                    String[] parts =
                            new String(
                                            iterator.key(),
                                            1,
                                            iterator.key().length - 1,
                                            StandardCharsets.UTF_8)
                                    .split("\0");
                    names.put(
                            new TaskQueue(new Lane(parts[0]), parts[1]),
                            ByteBuffer.wrap(iterator.value()).getInt());
                    return true;
                });
        return names;
    }
}
