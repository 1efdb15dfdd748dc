package dev.belay.embedded;

import dev.belay.core.codec.MessageFields;
import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.Inbox;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Items by run and item id; a seal is a record beside them. One change of a run's inbox at a time,
/// each until it is durable: so an item comes either before the seal or after.
final class EmbeddedInbox implements Inbox {
    private static final int UNWRITTEN_MAX = 1_024;

    private final Database database;
    private final Journal journal;
    private final Stripes stripes = new Stripes(1024);

    /// Runs that may have items. Most never have any, and are not looked up on the disk.
    private final Set<RunKey> filled = ConcurrentHashMap.newKeySet();

    /// Seals that may not be readable yet.
    private final Map<RunKey, Sealing> sealing = new ConcurrentHashMap<>();

    private record Sealing(long batch, Group group) {}

    private volatile Group removal = Group.written();

    EmbeddedInbox(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
        byte[] items = {'i'};
        database.scan(
                Family.STATE,
                items,
                Keys.after(items),
                iterator -> {
                    filled.add(Keys.runOf(iterator.key()));
                    return true;
                });
    }

    @Override
    public boolean add(RunKey run, InboxItem item) {
        return stripes.run(
                run,
                () -> {
                    journal.await(removal);
                    if (isSealed(run)) {
                        return false;
                    }
                    filled.add(run);
                    byte[] key = itemKey(run, item.itemId());
                    if (database.get(Family.STATE, key) == null) {
                        byte[] value = MessageFields.inboxToBytes(item);
                        journal.commit(changes -> changes.put(Family.STATE, key, value));
                    }
                    return true;
                });
    }

    @Override
    public List<InboxItem> read(RunKey run) {
        if (!filled.contains(run)) {
            database.requireOpen();
            return List.of();
        }
        List<InboxItem> items = scan(run);
        if (items.isEmpty()) {
            // An add is under the same lock until its item can be read.
            stripes.run(run, () -> !scan(run).isEmpty() || filled.remove(run));
        }
        return items;
    }

    private List<InboxItem> scan(RunKey run) {
        journal.await(removal);
        byte[] prefix = prefix(run);
        var items = new ArrayList<InboxItem>();
        database.scan(
                Family.STATE,
                prefix,
                Keys.after(prefix),
                iterator -> items.add(MessageFields.inboxFromBytes(iterator.value())));
        items.sort(Comparator.comparing(InboxItem::itemId));
        return items;
    }

    @Override
    public List<InboxItem> seal(RunKey run, long batch) {
        return stripes.run(
                run,
                () -> {
                    if (sealedFor(run) < batch) {
                        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(batch).array();
                        // Written before whatever the run appends next, so it need not be waited
                        // for.
                        sealing.put(
                                run,
                                new Sealing(
                                        batch,
                                        journal.submit(
                                                c -> c.put(Family.STATE, sealKey(run), number))));
                        forgetWritten();
                    }
                    return read(run);
                });
    }

    private boolean isSealed(RunKey run) {
        return sealedFor(run) > 0;
    }

    /// The batch that the seal is for; 0 where there is none.
    private long sealedFor(RunKey run) {
        Sealing unwritten = sealing.get(run);
        if (unwritten != null) {
            return unwritten.batch();
        }
        byte[] number = database.get(Family.STATE, sealKey(run));
        if (number == null) {
            return 0;
        }
        // One without a number is from before they had any.
        return number.length < Long.BYTES ? 1 : ByteBuffer.wrap(number).getLong();
    }

    private void forgetWritten() {
        if (sealing.size() > UNWRITTEN_MAX) {
            sealing.values().removeIf(seal -> seal.group().isDone());
        }
    }

    @Override
    public void unseal(RunKey run, long through) {
        stripes.run(
                run,
                () -> {
                    if (sealedFor(run) > through) {
                        return false;
                    }
                    sealing.remove(run);
                    journal.await(
                            journal.submit(changes -> changes.delete(Family.STATE, sealKey(run))));
                    return true;
                });
    }

    @Override
    public void remove(RunKey run, Collection<String> itemIds) {
        if (!itemIds.isEmpty()) {
            removal =
                    journal.submit(changes -> {
                        for (String itemId : itemIds) {
                            changes.delete(Family.STATE, itemKey(run, itemId));
                        }
                    });
        }
    }

    private static byte[] sealKey(RunKey run) {
        return Keys.run('x', run, 0).array();
    }

    private static byte[] prefix(RunKey run) {
        return Keys.run('i', run, 0).array();
    }

    private static byte[] itemKey(RunKey run, String itemId) {
        byte[] id = Keys.text(itemId);
        return Keys.run('i', run, id.length).put(id).array();
    }
}
