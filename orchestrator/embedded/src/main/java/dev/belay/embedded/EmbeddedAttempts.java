package dev.belay.embedded;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.AttemptStore;
import java.util.Optional;

/// Start markers, heartbeats and requests to stop.
final class EmbeddedAttempts implements AttemptStore {
    private static final byte[] NOTHING = {};

    private final Database database;
    private final Journal journal;
    private final Stripes stripes = new Stripes(1024);
    private volatile Group heartbeat = Group.written();

    EmbeddedAttempts(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public boolean begin(RunKey run, int activityId, int attempt) {
        byte[] key = Keys.run('b', run, 8).putInt(activityId).putInt(attempt).array();
        return stripes.run(
                run,
                () -> {
                    if (database.get(Family.STATE, key) != null) {
                        return false;
                    }
                    journal.commit(changes -> changes.put(Family.STATE, key, NOTHING));
                    return true;
                });
    }

    @Override
    public boolean heartbeat(RunKey run, int activityId, int attempt, Payload details) {
        var value = new BinaryWriter(details.size() + 16);
        value.payload(1, "details", details);
        byte[] key = heartbeatKey(run, activityId);
        heartbeat = journal.submit(c -> c.put(Family.STATE, key, value.toByteArray()));
        return database.get(Family.STATE, cancelKey(run, activityId)) != null;
    }

    @Override
    public Optional<Payload> lastHeartbeat(RunKey run, int activityId) {
        journal.await(heartbeat);
        return Optional.ofNullable(database.get(Family.STATE, heartbeatKey(run, activityId)))
                .map(bytes -> new BinaryReader(bytes).payload(1, "details"));
    }

    @Override
    public void requestCancel(RunKey run, int activityId) {
        journal.await(
                journal.submit(c -> c.put(Family.STATE, cancelKey(run, activityId), NOTHING)));
    }

    private static byte[] heartbeatKey(RunKey run, int activityId) {
        return Keys.run('d', run, 4).putInt(activityId).array();
    }

    private static byte[] cancelKey(RunKey run, int activityId) {
        return Keys.run('c', run, 4).putInt(activityId).array();
    }
}
