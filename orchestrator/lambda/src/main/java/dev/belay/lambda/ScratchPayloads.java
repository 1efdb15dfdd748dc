package dev.belay.lambda;

import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads what is stored and keeps what is put in memory: a large answer must not be written by
/// whoever may only read.
final class ScratchPayloads implements PayloadStore {
    private final PayloadStore stored;
    private final Map<Payload.Stored, byte[]> scratch = new ConcurrentHashMap<>();

    ScratchPayloads(PayloadStore stored) {
        this.stored = stored;
    }

    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        var payload = new Payload.Stored(sha256(bytes), bytes.length);
        scratch.put(payload, bytes);
        return payload;
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        byte[] kept = scratch.get(payload);
        return kept == null ? stored.get(workspace, payload) : kept;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
