package dev.belay.aws;

import dev.belay.aws.Table.Condition;
import dev.belay.core.codec.MessageFields;
import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.Inbox;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Inboxes with a fence instead of a transaction.
///
/// A sender writes its item, then looks for the fence. A run that closes writes the fence, then
/// looks for items. Both look at what is true now. Whichever wrote first, one of them sees the
/// other: a sender that saw no fence wrote before the fence was there, so the run sees its item.
final class TableInbox implements Inbox {
    private final Table table;
    private final Expiry expiry;

    TableInbox(Table table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    @Override
    public boolean add(RunKey run, InboxItem item) {
        var key = Keys.inboxItem(run, item.itemId());
        var attributes = new HashMap<>(key.attributes());
        attributes.put(Items.BYTES, Items.bytes(MessageFields.inboxToBytes(item)));
        table.put(attributes, Condition.ABSENT);
        boolean sealed = table.get(Keys.inboxSeal(run)).isPresent();
        if (sealed) {
            // It must not be deleted: an earlier try of this sender may have been told that the
            // same item was accepted, and the run may be about to look for it.
            table.update(key, "SET x = :x", Map.of(":x", expiry.whileOpen()), Condition.PRESENT);
        }
        return !sealed;
    }

    @Override
    public List<InboxItem> read(RunKey run) {
        return table.query(Query.prefix(Keys.run(run), Keys.INBOX)).stream()
                .map(item -> MessageFields.inboxFromBytes(Items.bytes(item, Items.BYTES)))
                .sorted(Comparator.comparing(InboxItem::itemId))
                .toList();
    }

    @Override
    public List<InboxItem> seal(RunKey run, long batch) {
        table.update(
                Keys.inboxSeal(run),
                "SET z = :z, x = :x",
                Map.of(":z", Items.number(batch), ":x", expiry.whileOpen()),
                // A seal for a later batch stays.
                new Condition("attribute_not_exists(z) OR z < :z", Map.of()));
        return read(run);
    }

    @Override
    public void unseal(RunKey run, long through) {
        table.delete(
                Keys.inboxSeal(run),
                new Condition(
                        "attribute_not_exists(z) OR z <= :through",
                        Map.of(":through", Items.number(through))));
    }

    @Override
    public void remove(RunKey run, Collection<String> itemIds) {
        table.deleteAll(itemIds.stream().distinct().map(id -> Keys.inboxItem(run, id)).toList());
    }
}
