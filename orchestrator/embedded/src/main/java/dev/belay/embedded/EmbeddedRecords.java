package dev.belay.embedded;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/// Records by workspace, collection and name. A change is on the disk when it returns.
final class EmbeddedRecords implements Records {
    private final Database database;
    private final Journal journal;
    private final Stripes stripes = new Stripes(64);

    EmbeddedRecords(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return Optional.ofNullable(database.get(Family.STATE, bytes(key)));
    }

    @Override
    public void put(Key key, byte[] value) {
        stripes.run(
                key,
                () -> {
                    journal.commit(changes -> changes.put(Family.STATE, bytes(key), value));
                    return true;
                });
    }

    @Override
    public boolean putNew(Key key, byte[] value) {
        return stripes.run(
                key,
                () -> {
                    if (database.get(Family.STATE, bytes(key)) != null) {
                        return false;
                    }
                    journal.commit(changes -> changes.put(Family.STATE, bytes(key), value));
                    return true;
                });
    }

    @Override
    public boolean remove(Key key) {
        return stripes.run(
                key,
                () -> {
                    if (database.get(Family.STATE, bytes(key)) == null) {
                        return false;
                    }
                    journal.commit(changes -> changes.delete(Family.STATE, bytes(key)));
                    return true;
                });
    }

    @Override
    public List<Entry> list(
            Workspace workspace,
            String collection,
            Order order,
            @Nullable String after,
            int limit) {
        byte[] prefix = prefix(workspace, collection);
        byte[] from = prefix;
        byte[] to = Keys.after(prefix);
        if (after != null) {
            byte[] position = IndexKeys.join(prefix, Keys.text(after));
            if (order == Order.ASCENDING) {
                from = IndexKeys.join(position, new byte[1]);
            } else {
                to = position;
            }
        }
        return database.iterate(
                Family.STATE, from, to, iterator -> page(iterator, prefix, order, limit));
    }

    private static List<Entry> page(RocksIterator iterator, byte[] prefix, Order order, int limit) {
        var entries = new ArrayList<Entry>();
        if (order == Order.ASCENDING) {
            iterator.seekToFirst();
        } else {
            iterator.seekToLast();
        }
        while (iterator.isValid() && entries.size() < limit) {
            byte[] key = iterator.key();
            String name =
                    new String(
                            Arrays.copyOfRange(key, prefix.length, key.length),
                            StandardCharsets.UTF_8);
            entries.add(new Entry(name, iterator.value()));
            if (order == Order.ASCENDING) {
                iterator.next();
            } else {
                iterator.prev();
            }
        }
        return entries;
    }

    private static byte[] bytes(Key key) {
        return IndexKeys.join(prefix(key.workspace(), key.collection()), Keys.text(key.name()));
    }

    private static byte[] prefix(Workspace workspace, String collection) {
        return Keys.text("z" + workspace.name() + '\0' + collection + '\0');
    }
}
