package dev.belay.aws;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What published flows say, under its digest: in an item of the table where it fits into one, else
/// where all large bytes are. It never changes, so what was read lately is kept in memory.
final class FlowContents {
    private static final int CACHED_BYTES_MAX = 16 * 1024 * 1024;

    private final Blobs small;
    private final Blobs large;

    /// By last use, the oldest first. Guarded by itself.
    private final Map<String, Content> cache = new LinkedHashMap<>(16, 0.75f, true);

    private int cachedBytes;

    FlowContents(Blobs small, Blobs large) {
        this.small = small;
        this.large = large;
    }

    /// @param bytes how large it is as it is stored
    record Content(byte[] plan, String source, int bytes) {}

    record Reference(String sha256, int bytes) {}

    /// Durable when it returns.
    Reference put(Workspace workspace, byte[] plan, String source) {
        var writer = new BinaryWriter(plan.length + source.length() + 16);
        writer.payload(1, "plan", new Payload.Inline(plan));
        writer.text(2, "source", source);
        byte[] bytes = writer.toByteArray();
        var reference = new Reference(Digests.sha256(bytes), bytes.length);
        blobs(reference).put(name(workspace, reference), bytes, Blobs.Kind.FLOW);
        return reference;
    }

    /// @throws BelayException `STORE_CORRUPT` when it is gone or something else
    Content get(Workspace workspace, Reference reference) {
        String name = name(workspace, reference);
        Content known = cached(name);
        if (known != null) {
            return known;
        }
        byte[] bytes = blobs(reference).get(name).orElseThrow(() -> corrupt(name, "is missing"));
        if (!Digests.sha256(bytes).equals(reference.sha256())) {
            throw corrupt(name, "does not match its digest");
        }
        Content content = read(name, bytes);
        cache(name, content);
        return content;
    }

    private static Content read(String name, byte[] bytes) {
        var reader = new BinaryReader(bytes);
        if (reader.payload(1, "plan") instanceof Payload.Inline(byte[] plan)) {
            return new Content(plan, reader.text(2, "source"), bytes.length);
        }
        throw corrupt(name, "holds no plan");
    }

    private Blobs blobs(Reference reference) {
        return reference.bytes() <= TableBlobs.CHUNK_BYTES_MAX ? small : large;
    }

    private @Nullable Content cached(String name) {
        synchronized (cache) {
            return cache.get(name);
        }
    }

    private void cache(String name, Content content) {
        synchronized (cache) {
            if (cache.put(name, content) == null) {
                cachedBytes += content.bytes();
            }
            var oldest = cache.entrySet().iterator();
            while (cachedBytes > CACHED_BYTES_MAX && oldest.hasNext()) {
                cachedBytes -= oldest.next().getValue().bytes();
                oldest.remove();
            }
        }
    }

    private static String name(Workspace workspace, Reference reference) {
        return Blobs.flow(workspace, reference.sha256());
    }

    private static BelayException corrupt(String name, String what) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT,
                "the published content %s %s; restore it from a backup of the table, or of the bucket where it is large"
                        .formatted(name, what));
    }
}
