package dev.belay.testkit.simulation;

import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.Inbox;
import java.util.Collection;
import java.util.List;

/// An inbox as one caller sees it, that remembers what the caller put into it last.
final class NotedInbox implements Inbox {
    private final Inbox inner;
    private String lastItem = "none";

    NotedInbox(Inbox inner) {
        this.inner = inner;
    }

    /// The id of the last item that was accepted.
    String lastItem() {
        return lastItem;
    }

    @Override
    public boolean add(RunKey run, InboxItem item) {
        boolean accepted = inner.add(run, item);
        if (accepted) {
            lastItem = item.itemId();
        }
        return accepted;
    }

    @Override
    public List<InboxItem> read(RunKey run) {
        return inner.read(run);
    }

    @Override
    public List<InboxItem> seal(RunKey run, long batch) {
        return inner.seal(run, batch);
    }

    @Override
    public void unseal(RunKey run, long through) {
        inner.unseal(run, through);
    }

    @Override
    public void remove(RunKey run, Collection<String> itemIds) {
        inner.remove(run, itemIds);
    }
}
