package dev.belay.json;

import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.history.Batch;
import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Finds the payloads of a batch that are kept in the payload store. It walks the fields that are
/// written anyway, so no event that is added later can be forgotten here.
final class StoredPayloads implements FieldWriter {
    private final Set<Payload.Stored> found = new LinkedHashSet<>();

    private StoredPayloads() {}

    static Set<Payload.Stored> of(Batch batch) {
        var walk = new StoredPayloads();
        HistoryFields.writeBatch(walk, batch);
        return walk.found;
    }

    @Override
    public void payload(int tag, String name, Payload value) {
        if (value instanceof Payload.Stored stored) {
            found.add(stored);
        }
    }

    @Override
    public <T> void object(
            int tag, String name, @Nullable T value, BiConsumer<FieldWriter, T> fields) {
        if (value != null) {
            fields.accept(this, value);
        }
    }

    @Override
    public <T> void list(
            int tag, String name, Collection<T> values, BiConsumer<FieldWriter, T> fields) {
        values.forEach(value -> fields.accept(this, value));
    }

    @Override
    public void kind(int tag, String name) {}

    @Override
    public void number(int tag, String name, long value) {}

    @Override
    public void text(int tag, String name, @Nullable String value) {}

    @Override
    public void decimal(int tag, String name, double value) {}

    @Override
    public void instant(int tag, String name, @Nullable Instant value) {}

    @Override
    public void duration(int tag, String name, @Nullable Duration value) {}

    @Override
    public void texts(int tag, String name, Collection<String> values) {}

    @Override
    public void map(int tag, String name, Map<String, String> values) {}
}
