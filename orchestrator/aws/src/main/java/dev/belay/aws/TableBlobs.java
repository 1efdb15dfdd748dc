package dev.belay.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Bytes as items of the table, in chunks: for installations without a bucket.
final class TableBlobs implements Blobs {
    /// DynamoDB refuses items over 400 KB, names and keys included.
    static final int CHUNK_BYTES_MAX = 350 * 1024;

    private final Table table;
    private final Expiry expiry;
    private final @Nullable Duration payloadRetention;
    private final InstantSource time;

    TableBlobs(
            Table table, Expiry expiry, @Nullable Duration payloadRetention, InstantSource time) {
        this.table = table;
        this.expiry = expiry;
        this.payloadRetention = payloadRetention;
        this.time = time;
    }

    /// The first chunk, which says how many there are, is written last: bytes are there as a whole
    /// or not at all.
    @Override
    public void put(String name, byte[] bytes, Kind kind) {
        int chunks = Math.max(1, Math.ceilDiv(bytes.length, CHUNK_BYTES_MAX));
        @Nullable AttributeValue expires = expires(kind);
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int from = chunk * CHUNK_BYTES_MAX;
            int to = Math.min(bytes.length, from + CHUNK_BYTES_MAX);
            var item = new HashMap<>(key(name, chunk).attributes());
            item.put(Items.NUMBER, Items.number(chunks));
            item.put(Items.BYTES, Items.bytes(Arrays.copyOfRange(bytes, from, to)));
            if (expires != null) {
                item.put(Items.EXPIRES, expires);
            }
            table.put(item, null);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        var chunks = table.query(Query.between(Keys.blob(name), "0", "9", Integer.MAX_VALUE));
        if (chunks.isEmpty()
                || !isFirst(chunks.getFirst())
                || chunks.size() < Items.number(chunks.getFirst(), Items.NUMBER)) {
            return Optional.empty();
        }
        var parts = chunks.stream().map(chunk -> Items.bytes(chunk, Items.BYTES)).toList();
        var whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int position = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, position, part.length);
            position += part.length;
        }
        return Optional.of(whole);
    }

    private @Nullable AttributeValue expires(Kind kind) {
        return switch (kind) {
            case PAGE -> expiry.whileOpen();
            case PAYLOAD ->
                    payloadRetention == null
                            ? null
                            : Expiry.seconds(time.instant().plus(payloadRetention));
            case FLOW -> null;
        };
    }

    private static boolean isFirst(Map<String, AttributeValue> chunk) {
        return Items.text(chunk, Items.SORT).equals(sort(0));
    }

    private static ItemKey key(String name, int chunk) {
        return new ItemKey(Keys.blob(name), sort(chunk));
    }

    private static String sort(int chunk) {
        return String.format(Locale.ROOT, "%04d", chunk);
    }
}
