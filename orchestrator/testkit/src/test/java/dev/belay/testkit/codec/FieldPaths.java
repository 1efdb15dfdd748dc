package dev.belay.testkit.codec;

import dev.belay.core.codec.FieldWriter;
import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The names of all fields that a value has, each with the kind of what holds it.
final class FieldPaths implements FieldWriter {
    private static final int DEPTH_MAX = 4;

    private final Set<String> found;
    private final String place;
    private final int depth;
    private String kind = "";

    private FieldPaths(Set<String> found, String place, int depth) {
        this.found = found;
        this.place = place;
        this.depth = depth;
    }

    static <T> Set<String> of(T value, BiConsumer<FieldWriter, T> fields) {
        var found = new HashSet<String>();
        fields.accept(new FieldPaths(found, "", 0), value);
        return found;
    }

    private String found(String name) {
        String path = place + kind + "." + name;
        if (depth <= DEPTH_MAX) {
            found.add(path);
        }
        return path;
    }

    @Override
    public void kind(int tag, String name) {
        kind = "(" + name + ")";
        found("");
    }

    @Override
    public void number(int tag, String name, long value) {
        if (value != 0) {
            found(name);
        }
    }

    @Override
    public void text(int tag, String name, @Nullable String value) {
        if (value != null) {
            found(name);
        }
    }

    @Override
    public void decimal(int tag, String name, double value) {
        if (value != 0) {
            found(name);
        }
    }

    @Override
    public void instant(int tag, String name, @Nullable Instant value) {
        if (value != null) {
            found(name);
        }
    }

    @Override
    public void duration(int tag, String name, @Nullable Duration value) {
        if (value != null) {
            found(name);
        }
    }

    @Override
    public void payload(int tag, String name, Payload value) {
        found(name + ":" + value.getClass().getSimpleName());
    }

    @Override
    public <T> void object(
            int tag, String name, @Nullable T value, BiConsumer<FieldWriter, T> fields) {
        if (value != null) {
            fields.accept(new FieldPaths(found, found(name), depth + 1), value);
        }
    }

    @Override
    public <T> void list(
            int tag, String name, Collection<T> values, BiConsumer<FieldWriter, T> fields) {
        for (T value : values) {
            fields.accept(new FieldPaths(found, found(name), depth + 1), value);
        }
    }

    @Override
    public void texts(int tag, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            found(name);
        }
    }

    @Override
    public void map(int tag, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            found(name);
        }
    }
}
