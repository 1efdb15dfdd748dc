package dev.belay.embedded;

import dev.belay.core.history.StoredBatch;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Batches that follow one another, in one record: their count, then each as length and bytes. The
/// first one's number is in the key.
final class HistoryPage {
    private HistoryPage() {}

    static byte[] write(List<StoredBatch> batches) {
        int size = 4;
        for (StoredBatch batch : batches) {
            size += 4 + batch.bytes().length;
        }
        ByteBuffer page = ByteBuffer.allocate(size).putInt(batches.size());
        for (StoredBatch batch : batches) {
            page.putInt(batch.bytes().length).put(batch.bytes());
        }
        return page.array();
    }

    static long last(long first, byte[] page) {
        return first + ByteBuffer.wrap(page).getInt() - 1;
    }

    static List<StoredBatch> read(long first, byte[] page) {
        try {
            ByteBuffer in = ByteBuffer.wrap(page);
            int count = in.getInt();
            var batches = new ArrayList<StoredBatch>(count);
            for (int i = 0; i < count; i++) {
                var bytes = new byte[in.getInt()];
                in.get(bytes);
                batches.add(new StoredBatch(first + i, bytes));
            }
            return batches;
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("the page ends in the middle", e);
        }
    }
}
