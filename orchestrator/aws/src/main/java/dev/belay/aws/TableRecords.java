package dev.belay.aws;

import dev.belay.aws.Table.Condition;
import dev.belay.aws.Table.Written;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A partition per collection, an item per record.
final class TableRecords implements Records {
    /// Before and behind every name: names are printable ASCII.
    private static final String FIRST = "!";

    private static final String LAST = "\u007f";

    private final Table table;

    TableRecords(Table table) {
        this.table = table;
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return table.get(item(key)).map(item -> Items.bytes(item, Items.BYTES));
    }

    @Override
    public void put(Key key, byte[] value) {
        var item = new HashMap<>(item(key).attributes());
        item.put(Items.BYTES, Items.bytes(value));
        table.put(item, null);
    }

    @Override
    public boolean putNew(Key key, byte[] value) {
        String token = UUID.randomUUID().toString();
        var item = new HashMap<>(item(key).attributes());
        item.put(Items.BYTES, Items.bytes(value));
        item.put(Items.TOKEN, Items.text(token));
        return switch (table.put(item, Condition.ABSENT)) {
            case Written.Done _ -> true;
            // Our own record, whose first answer was lost.
            case Written.Refused(var existing, _) ->
                    token.equals(Items.textOrNull(existing, Items.TOKEN));
        };
    }

    @Override
    public boolean remove(Key key) {
        return table.take(item(key));
    }

    @Override
    public List<Entry> list(
            Workspace workspace,
            String collection,
            Order order,
            @Nullable String after,
            int limit) {
        boolean ascending = order == Order.ASCENDING;
        String from = ascending && after != null ? after + FIRST : FIRST;
        String to = ascending || after == null ? LAST : after;
        // A range includes its end, and a page does not include where the one before ended.
        int more = ascending || after == null ? 0 : 1;
        var query = Query.between(Keys.records(workspace, collection), from, to, limit + more);
        return table.query(ascending ? query : query.newestFirst()).stream()
                .map(item ->
                        new Entry(Items.text(item, Items.SORT), Items.bytes(item, Items.BYTES)))
                .filter(entry -> !entry.name().equals(after))
                .limit(limit)
                .toList();
    }

    private static ItemKey item(Key key) {
        return new ItemKey(Keys.records(key.workspace(), key.collection()), key.name());
    }
}
