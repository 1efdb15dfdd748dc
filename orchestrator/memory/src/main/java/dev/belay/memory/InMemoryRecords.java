package dev.belay.memory;

import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// Records in sorted maps.
public final class InMemoryRecords implements Records {
    private final ConcurrentMap<Collection, ConcurrentNavigableMap<String, byte[]>> collections =
            new ConcurrentHashMap<>();

    private record Collection(Workspace workspace, String name) {}

    private ConcurrentNavigableMap<String, byte[]> collection(Workspace workspace, String name) {
        return collections.computeIfAbsent(
                new Collection(workspace, name), _ -> new ConcurrentSkipListMap<>());
    }

    private ConcurrentNavigableMap<String, byte[]> collection(Key key) {
        return collection(key.workspace(), key.collection());
    }

    @Override
    public Optional<byte[]> get(Key key) {
        return Optional.ofNullable(collection(key).get(key.name())).map(byte[]::clone);
    }

    @Override
    public void put(Key key, byte[] value) {
        collection(key).put(key.name(), value.clone());
    }

    @Override
    public boolean putNew(Key key, byte[] value) {
        return collection(key).putIfAbsent(key.name(), value.clone()) == null;
    }

    @Override
    public boolean remove(Key key) {
        return collection(key).remove(key.name()) != null;
    }

    @Override
    public List<Entry> list(
            Workspace workspace,
            String collection,
            Order order,
            @Nullable String after,
            int limit) {
        NavigableMap<String, byte[]> all = collection(workspace, collection);
        NavigableMap<String, byte[]> ordered = order == Order.ASCENDING ? all : all.descendingMap();
        NavigableMap<String, byte[]> rest = after == null ? ordered : ordered.tailMap(after, false);
        return rest.entrySet().stream()
                .limit(limit)
                .map(entry -> new Entry(entry.getKey(), entry.getValue().clone()))
                .toList();
    }
}
