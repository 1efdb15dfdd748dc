package dev.belay.memory;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Payloads in a map. They are copied in and out, so nobody can change what is stored.
public final class InMemoryPayloadStore implements PayloadStore {
    private final ConcurrentMap<Key, byte[]> payloads = new ConcurrentHashMap<>();

    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        String sha256 = sha256(bytes);
        payloads.put(new Key(workspace, sha256), bytes.clone());
        return new Payload.Stored(sha256, bytes.length);
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        byte[] bytes = payloads.get(new Key(workspace, payload.sha256()));
        if (bytes == null) {
            throw corrupt(workspace, payload, "is missing; nothing stored it, or it was deleted");
        }
        if (!sha256(bytes).equals(payload.sha256())) {
            throw corrupt(workspace, payload, "does not match its digest; it was changed in place");
        }
        return bytes.clone();
    }

    /// Changes stored bytes under their digest, to see what becomes of a run whose payload is
    /// damaged.
    public void damage(Workspace workspace, Payload.Stored payload) {
        payloads.computeIfPresent(
                new Key(workspace, payload.sha256()),
                (_, bytes) -> {
                    byte[] damaged = bytes.clone();
                    damaged[0] ^= 1;
                    return damaged;
                });
    }

    private static BelayException corrupt(Workspace workspace, Payload.Stored payload, String how) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT,
                "payload %s of workspace %s (%d bytes) %s"
                        .formatted(payload.sha256(), workspace, payload.size(), how));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private record Key(Workspace workspace, String sha256) {}
}
