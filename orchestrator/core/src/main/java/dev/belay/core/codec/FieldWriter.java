package dev.belay.core.codec;

import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Writes one object as numbered, named fields. The binary form keeps the numbers, JSON the names,
/// so one description of a type ([EventFields], [MessageFields]) serves both.
///
/// Fields are written in ascending order of their numbers; one that has its default is left out.
/// Numbers and names are never used again for something else.
public interface FieldWriter {
    /// Says which of a family of types follows. The first field, where there is one.
    void kind(int tag, String name);

    /// Left out when 0.
    void number(int tag, String name, long value);

    /// Left out when false.
    default void flag(int tag, String name, boolean value) {
        number(tag, name, value ? 1 : 0);
    }

    /// Left out when null.
    void text(int tag, String name, @Nullable String value);

    void decimal(int tag, String name, double value);

    /// Left out when null.
    void instant(int tag, String name, @Nullable Instant value);

    /// Left out when null.
    void duration(int tag, String name, @Nullable Duration value);

    void payload(int tag, String name, Payload value);

    /// Left out when null.
    <T> void object(int tag, String name, @Nullable T value, BiConsumer<FieldWriter, T> fields);

    /// Left out when empty.
    <T> void list(int tag, String name, Collection<T> values, BiConsumer<FieldWriter, T> fields);

    /// Left out when empty.
    void texts(int tag, String name, Collection<String> values);

    /// Left out when empty.
    void map(int tag, String name, Map<String, String> values);
}
