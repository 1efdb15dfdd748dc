package dev.belay.embedded;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.model.Workspace;
import org.jspecify.annotations.Nullable;

/// A message as its queue knows it. Guarded by the queue's lock, but for what never changes.
final class QueuedMessage {
    enum State {
        /// Not due yet.
        DELAYED,
        READY,
        /// Received, and hidden from others.
        HELD,
        GONE
    }

    /// Orders messages by when they were sent; part of the key.
    final long id;

    final Workspace workspace;
    final long sentAt;

    /// When a delayed message is due: part of its key. 0 for a message without delay.
    final long dueAt;

    final int bytes;

    /// Where it and its last receive are recorded. Guarded by the journal's lock.
    Changes.@Nullable Place record;

    Changes.@Nullable Place receiveRecord;

    /// Whether its bytes count as memory in use.
    boolean counted;

    State state = State.READY;
    int receives;

    /// When a delayed or held message can be received.
    long hiddenUntil;

    /// Null when it is to be read from the disk. Written by whoever spills it.
    volatile @Nullable QueueMessage message;

    QueuedMessage(long id, QueueMessage message, long sentAt, long dueAt, int bytes) {
        this.id = id;
        this.workspace = message.run().workspace();
        this.message = message;
        this.sentAt = sentAt;
        this.dueAt = dueAt;
        this.bytes = bytes;
    }

    /// Of the last receive.
    String handle() {
        return Long.toString(id, Character.MAX_RADIX) + "-" + receives;
    }
}
