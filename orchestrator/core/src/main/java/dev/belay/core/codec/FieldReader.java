package dev.belay.core.codec;

import dev.belay.core.model.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what a [FieldWriter] wrote, in the same order.
///
/// A field that the reading code does not know is an error (`UNSUPPORTED_HISTORY`), never skipped:
/// an old build hands such a run back instead of deciding on half of what it was told.
public interface FieldReader {
    /// The number of the kind that follows.
    ///
    /// @param names all kinds that the reading code knows, by number
    int kind(KindNames names);

    /// Whether the field is the next one.
    boolean has(int tag, String name);

    long number(int tag, String name);

    default int integer(int tag, String name) {
        return Math.toIntExact(number(tag, name));
    }

    default boolean flag(int tag, String name) {
        return number(tag, name) != 0;
    }

    /// @throws dev.belay.core.error.BelayException `UNREADABLE_HISTORY` when it is missing
    String text(int tag, String name);

    @Nullable String textOrNull(int tag, String name);

    double decimal(int tag, String name);

    Instant instant(int tag, String name);

    @Nullable Instant instantOrNull(int tag, String name);

    Duration duration(int tag, String name);

    @Nullable Duration durationOrNull(int tag, String name);

    Payload payload(int tag, String name);

    <T> T object(int tag, String name, Function<FieldReader, T> fields);

    <T> @Nullable T objectOrNull(int tag, String name, Function<FieldReader, T> fields);

    <T> List<T> list(int tag, String name, Function<FieldReader, T> fields);

    Set<String> texts(int tag, String name);

    Map<String, String> map(int tag, String name);

    /// The kinds of one family of types: each has a number and a name.
    interface KindNames {
        /// @return 0 when no kind has this name
        int number(String name);

        /// @return whether a kind has this number
        boolean knows(int number);
    }
}
