package dev.belay.core.engine;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.history.Snapshot;
import dev.belay.core.machine.RunState;
import dev.belay.core.machine.RunStateFields;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;

/// What a snapshot holds: the run's folded state, its decider's, and the time of the last batch.
record RunSnapshot(RunState state, byte[] decider) {
    /// A larger one is not kept: writing it would cost more than it saves.
    static final int BYTES_MAX = 4 * 1024 * 1024;

    Snapshot toSnapshot() {
        return new Snapshot(
                state.lastBatch(),
                BinaryWriter.record(
                        this,
                        (w, snapshot) -> {
                            w.payload(
                                    2,
                                    "state",
                                    new Payload.Inline(RunStateFields.toBytes(snapshot.state)));
                            w.payload(3, "decider", new Payload.Inline(snapshot.decider));
                        }));
    }

    static RunSnapshot of(RunKey run, Snapshot snapshot) {
        return BinaryReader.record(
                snapshot.bytes(),
                r -> {
                    byte[] state = bytes(r.payload(2, "state"));
                    byte[] decider = bytes(r.payload(3, "decider"));
                    return new RunSnapshot(RunStateFields.fromBytes(run, state), decider);
                });
    }

    private static byte[] bytes(Payload payload) {
        return payload instanceof Payload.Inline(var bytes) ? bytes : new byte[0];
    }
}
