package dev.belay.examples.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A world that is gone with the process: for tests.
public final class MemoryWorld implements World {
    private final Map<String, Map<String, String>> things = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();

    @Override
    public synchronized void put(String kind, String id, String text) {
        if (!text.equals(of(kind).put(id, text))) {
            changes.add("+ " + kind + "/" + id);
        }
    }

    @Override
    public synchronized boolean remove(String kind, String id) {
        boolean there = of(kind).remove(id) != null;
        if (there) {
            changes.add("- " + kind + "/" + id);
        }
        return there;
    }

    @Override
    public synchronized Optional<String> get(String kind, String id) {
        return Optional.ofNullable(of(kind).get(id));
    }

    @Override
    public synchronized List<String> ids(String kind) {
        return List.copyOf(of(kind).keySet());
    }

    @Override
    public synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    private Map<String, String> of(String kind) {
        return things.computeIfAbsent(kind, _ -> new TreeMap<>());
    }
}
