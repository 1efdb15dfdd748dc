package dev.belay.aws;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;

/// Large payloads as blobs, under their digest.
final class BlobPayloads implements PayloadStore {
    private final Blobs blobs;

    BlobPayloads(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public Payload.Stored put(Workspace workspace, byte[] bytes) {
        String digest = Digests.sha256(bytes);
        blobs.put(Blobs.payload(workspace, digest), bytes, Blobs.Kind.PAYLOAD);
        return new Payload.Stored(digest, bytes.length);
    }

    @Override
    public byte[] get(Workspace workspace, Payload.Stored payload) {
        byte[] bytes =
                blobs.get(Blobs.payload(workspace, payload.sha256()))
                        .orElseThrow(() -> corrupt(workspace, payload, "is missing"));
        if (!Digests.sha256(bytes).equals(payload.sha256())) {
            throw corrupt(workspace, payload, "does not match its digest");
        }
        return bytes;
    }

    private static BelayException corrupt(
            Workspace workspace, Payload.Stored payload, String what) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT,
                ("the stored payload %s of workspace '%s' %s; it was deleted, has expired, or"
                                + " was overwritten by something else")
                        .formatted(payload.sha256(), workspace, what));
    }
}
