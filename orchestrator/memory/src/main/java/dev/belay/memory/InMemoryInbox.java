package dev.belay.memory;

import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.Inbox;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// One box per run, each with a lock of its own: so an item comes either before the seal or after.
public final class InMemoryInbox implements Inbox {
    private final ConcurrentMap<RunKey, Box> boxes = new ConcurrentHashMap<>();

    @Override
    public boolean add(RunKey run, InboxItem item) {
        return box(run).add(item);
    }

    @Override
    public List<InboxItem> read(RunKey run) {
        return box(run).read();
    }

    @Override
    public List<InboxItem> seal(RunKey run, long batch) {
        return box(run).seal(batch);
    }

    @Override
    public void unseal(RunKey run, long through) {
        box(run).unseal(through);
    }

    @Override
    public void remove(RunKey run, Collection<String> itemIds) {
        box(run).remove(itemIds);
    }

    private Box box(RunKey run) {
        return boxes.computeIfAbsent(run, _ -> new Box());
    }

    private static final class Box {
        private final TreeMap<String, InboxItem> items = new TreeMap<>();

        /// The batch that the seal is for; 0 where there is none.
        private long sealedFor;

        synchronized boolean add(InboxItem item) {
            if (sealedFor != 0) {
                return false;
            }
            items.putIfAbsent(item.itemId(), item);
            return true;
        }

        synchronized List<InboxItem> read() {
            return List.copyOf(items.values());
        }

        synchronized List<InboxItem> seal(long batch) {
            sealedFor = Math.max(sealedFor, batch);
            return List.copyOf(items.values());
        }

        synchronized void unseal(long through) {
            if (sealedFor <= through) {
                sealedFor = 0;
            }
        }

        synchronized void remove(Collection<String> itemIds) {
            itemIds.forEach(items::remove);
        }
    }
}
