package dev.belay.embedded;

import dev.belay.core.model.Workspace;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages of one queue that can be received, a line per workspace: each workspace has its
/// turn, so the flood of one delays nobody else. Guarded by the queue's lock.
final class ReadyMessages {
    private final Map<Workspace, ArrayDeque<QueuedMessage>> lines = new HashMap<>();
    private final ArrayDeque<ArrayDeque<QueuedMessage>> turns = new ArrayDeque<>();
    private int count;

    int count() {
        return count;
    }

    void add(QueuedMessage message) {
        line(message).addLast(message);
        count++;
    }

    /// Puts back what was polled last.
    void putBack(QueuedMessage message) {
        line(message).addFirst(message);
        count++;
    }

    /// The message is gone although it is still in line.
    void forget() {
        count--;
    }

    @Nullable QueuedMessage poll() {
        while (true) {
            ArrayDeque<QueuedMessage> line = turns.pollFirst();
            if (line == null) {
                return null;
            }
            QueuedMessage message = line.removeFirst();
            if (line.isEmpty()) {
                lines.remove(message.workspace);
            } else {
                turns.addLast(line);
            }
            if (message.state != QueuedMessage.State.GONE) {
                count--;
                return message;
            }
        }
    }

    private ArrayDeque<QueuedMessage> line(QueuedMessage message) {
        return lines.computeIfAbsent(
                message.workspace,
                _ -> {
                    var line = new ArrayDeque<QueuedMessage>();
                    turns.addLast(line);
                    return line;
                });
    }
}
