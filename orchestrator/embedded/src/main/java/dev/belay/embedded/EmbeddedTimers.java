package dev.belay.embedded;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.Lane;
import dev.belay.core.port.TimerStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Timers by due time. Here queues can delay for as long as a timer may last, so the engine needs
/// this store only for what another one left.
final class EmbeddedTimers implements TimerStore {
    private final Database database;
    private final Journal journal;

    EmbeddedTimers(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public void put(ArmedTimer timer) {
        byte[] value = MessageFields.toBytes(timer.message());
        journal.submit(changes -> changes.put(Family.STATE, key(timer), value));
    }

    @Override
    public List<ArmedTimer> due(Instant before, int limit) {
        journal.settle();
        var timers = new ArrayList<ArmedTimer>();
        database.scan(
                Family.STATE,
                new byte[] {'t'},
                until(before.minusNanos(1)).put((byte) 0xFF).array(),
                iterator -> {
                    ArmedTimer timer = timer(iterator.key(), iterator.value());
                    if (timer.message().fireAt().isBefore(before)) {
                        timers.add(timer);
                    }
                    return timers.size() < limit;
                });
        return timers;
    }

    @Override
    public void remove(ArmedTimer timer) {
        journal.submit(changes -> changes.delete(Family.STATE, key(timer)));
    }

    private static ByteBuffer until(Instant time) {
        return ByteBuffer.allocate(14)
                .put((byte) 't')
                .putLong(time.getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(time.getNano());
    }

    private static byte[] key(ArmedTimer timer) {
        byte[] lane = Keys.text(timer.lane().name());
        byte[] id = Keys.text(timer.message().timer().toString());
        byte[] run = Keys.run('r', timer.message().run(), 0).array();
        return ByteBuffer.allocate(14 + run.length + id.length + lane.length)
                .put(until(timer.message().fireAt()).array(), 0, 13)
                .put((byte) lane.length)
                .put(lane)
                .put(run)
                .put(id)
                .array();
    }

    private static ArmedTimer timer(byte[] key, byte[] value) {
        var lane = new Lane(new String(key, 14, key[13], StandardCharsets.UTF_8));
        return new ArmedTimer(lane, (TimerDue) MessageFields.fromBytes(value));
    }
}
