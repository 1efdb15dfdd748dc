package dev.belay.embedded;

import dev.belay.core.message.QueueMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps messages in memory while there is room; of others only that they exist, once they are
/// written.
final class MessageMemory {
    /// What a message takes beside its bytes, about.
    private static final int OVERHEAD_BYTES = 256;

    private final QueueRecords records;
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Spilled> spilled = new ConcurrentLinkedQueue<>();

    private record Spilled(QueuedMessage message, Group group) {}

    MessageMemory(QueueRecords records, long bytesMax) {
        this.records = records;
        this.bytesMax = bytesMax;
    }

    /// @param group that the message is written with
    void admit(QueuedMessage message, Group group) {
        if (bytes.get() >= bytesMax) {
            spilled.add(new Spilled(message, group));
        } else {
            message.counted = true;
            bytes.addAndGet(message.bytes + OVERHEAD_BYTES);
        }
        if (!spilled.isEmpty()) {
            spillWritten();
        }
    }

    private void spillWritten() {
        for (Spilled first = spilled.peek();
                first != null && first.group().isDone() && spilled.remove(first);
                first = spilled.peek()) {
            first.message().message = null;
        }
    }

    /// The message is acknowledged.
    void release(QueuedMessage message) {
        if (message.counted) {
            bytes.addAndGet(-message.bytes - OVERHEAD_BYTES);
        }
    }

    QueueMessage load(QueuedMessage message) {
        QueueMessage here = message.message;
        return here == null ? records.load(message) : here;
    }
}
