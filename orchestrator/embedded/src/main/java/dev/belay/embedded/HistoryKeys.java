package dev.belay.embedded;

import dev.belay.core.model.RunKey;
import java.nio.ByteBuffer;

/// `run, kind, number`: a run's pages, by their first batch, before its single batches.
final class HistoryKeys {
    private static final byte PAGE = 1;
    private static final byte SINGLE = 2;
    private static final byte END = 3;
    private static final byte SNAPSHOT = 4;

    private HistoryKeys() {}

    static byte[] page(RunKey run, long first) {
        return key(run, PAGE, first);
    }

    static byte[] single(RunKey run, long number) {
        return key(run, SINGLE, number);
    }

    /// Behind the end: no range over batches and pages meets it.
    static byte[] snapshot(RunKey run) {
        return key(run, SNAPSHOT, 0);
    }

    static byte[] begin(RunKey run) {
        return page(run, 0);
    }

    /// Behind all batches and pages of the run.
    static byte[] end(RunKey run) {
        return key(run, END, 0);
    }

    static boolean isPage(byte[] key) {
        return key[key.length - 9] == PAGE;
    }

    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - 8);
    }

    private static byte[] key(RunKey run, byte kind, long number) {
        return Keys.run('h', run, 9).put(kind).putLong(number).array();
    }
}
