package dev.belay.core.machine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// In which batch each command came to its end. Four bytes a command: a run may have millions.
final class ClosedIndex {
    private int[] batches = new int[16];

    void put(int id, long batch) {
        if (id >= batches.length) {
            batches = Arrays.copyOf(batches, Math.max(id + 1, batches.length * 2));
        }
        batches[id] = Math.toIntExact(batch);
    }

    /// 0 while it has not ended, or was never given.
    long get(int id) {
        return id >= 0 && id < batches.length ? batches[id] : 0;
    }

    /// Four bytes for each command up to `last`.
    byte[] bytes(int last) {
        var bytes = ByteBuffer.allocate((last + 1) * Integer.BYTES);
        for (int id = 0; id <= last; id++) {
            bytes.putInt((int) get(id));
        }
        return bytes.array();
    }

    void read(byte[] bytes) {
        batches = new int[Math.max(16, bytes.length / Integer.BYTES)];
        ByteBuffer.wrap(bytes).asIntBuffer().get(batches, 0, bytes.length / Integer.BYTES);
    }
}
