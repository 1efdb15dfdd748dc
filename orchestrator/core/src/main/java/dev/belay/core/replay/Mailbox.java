package dev.belay.core.replay;

import dev.belay.core.model.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Signals by name: kept until somebody takes them, in order.
final class Mailbox {
    private final Map<String, Slot> slots = new HashMap<>();

    void deliver(String name, Payload content) {
        Slot slot = slot(name);
        if (slot.handler != null) {
            slot.handler.accept(content);
            return;
        }
        Consumer<Payload> waiting = slot.waiting.poll();
        if (waiting != null) {
            waiting.accept(content);
        } else {
            slot.kept.add(content);
        }
    }

    /// The next content now, or to `taker` when it comes.
    void take(String name, Consumer<Payload> taker) {
        Slot slot = slot(name);
        Payload content = slot.kept.poll();
        if (content != null) {
            taker.accept(content);
        } else {
            slot.waiting.add(taker);
        }
    }

    /// A taker that no longer waits must not swallow a signal.
    void forget(String name, Consumer<Payload> taker) {
        slot(name).waiting.remove(taker);
    }

    void handle(String name, Consumer<Payload> handler) {
        Slot slot = slot(name);
        slot.handler = handler;
        for (Payload content = slot.kept.poll(); content != null; content = slot.kept.poll()) {
            handler.accept(content);
        }
    }

    /// What nobody has taken, by name.
    Map<String, List<Payload>> left() {
        var left = new TreeMap<String, List<Payload>>();
        slots.forEach((name, slot) -> {
            if (!slot.kept.isEmpty()) {
                left.put(name, List.copyOf(slot.kept));
            }
        });
        return left;
    }

    private Slot slot(String name) {
        return slots.computeIfAbsent(name, _ -> new Slot());
    }

    private static final class Slot {
        final Deque<Payload> kept = new ArrayDeque<>();
        final Deque<Consumer<Payload>> waiting = new ArrayDeque<>();
        @Nullable Consumer<Payload> handler;
    }
}
