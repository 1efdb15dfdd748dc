package dev.belay.embedded;

import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// How keys are laid out. Numbers are big-endian, so that keys sort as what they stand for.
final class Keys {
    static final int RUN_ID_BYTES = 16;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] DIGITS = digits();

    private Keys() {}

    /// A key's tag, then the run: its id first, so that runs lie in the order of their creation.
    ///
    /// @param more room that is left behind it
    static ByteBuffer run(char tag, RunKey run, int more) {
        byte[] workspace = text(run.workspace().name());
        ByteBuffer key = ByteBuffer.allocate(2 + RUN_ID_BYTES + workspace.length + more);
        key.put((byte) tag);
        putRunId(key, run.runId());
        return key.put(workspace).put((byte) 0);
    }

    /// The run in a key that [#run] began.
    static RunKey runOf(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key, 1, key.length - 1);
        RunId runId = runId(bytes.getLong(), bytes.getLong());
        int end = bytes.position();
        while (key[end] != 0) {
            end++;
        }
        var workspace =
                new String(key, bytes.position(), end - bytes.position(), StandardCharsets.UTF_8);
        return new RunKey(new Workspace(workspace), runId);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The first key behind all that begin with `prefix`.
    static byte[] after(byte[] prefix) {
        byte[] end = prefix.clone();
        for (int i = end.length - 1; i >= 0; i--) {
            if (++end[i] != 0) {
                return Arrays.copyOf(end, i + 1);
            }
        }
        throw new IllegalArgumentException("no key is behind one of 0xFF only");
    }

    static void putRunId(ByteBuffer to, RunId runId) {
        String value = runId.value();
        long high = 0;
        long low = 0;
        for (int i = 0; i < value.length(); i++) {
            high = high << 5 | low >>> 59;
            low = low << 5 | DIGITS[value.charAt(i)];
        }
        to.putLong(high).putLong(low);
    }

    static RunId runId(long high, long low) {
        return RunId.of(Instant.ofEpochMilli(high >>> 16), (int) high & 0xFFFF, low);
    }

    private static byte[] digits() {
        var digits = new byte[128];
        for (int i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = (byte) i;
        }
        return digits;
    }
}
