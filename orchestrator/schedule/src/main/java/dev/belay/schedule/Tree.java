package dev.belay.schedule;

import dev.belay.core.error.BelayException;
import dev.belay.schedule.time.Invalid;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An object of a document, as any parser of JSON or YAML gives it: read by field, with errors that
/// name the field, its value and what to write.
final class Tree {
    private final String place;
    private final Map<?, ?> fields;

    private Tree(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    /// @param known all fields that it may have
    static Tree of(String place, @Nullable Object value, List<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Invalid.value(
                    place,
                    shown(value),
                    "write an object with some of " + String.join(", ", known));
        }
        for (Object name : map.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                throw Invalid.value(
                        "a field of " + place, name, "write one of " + new TreeSet<>(known));
            }
        }
        return new Tree(place, map);
    }

    @Nullable Object value(String field) {
        return fields.get(field);
    }

    String path(String field) {
        return place.equals(ScheduleReader.ROOT) ? field : place + "." + field;
    }

    @Nullable String text(String field) {
        Object value = fields.get(field);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Number number -> number.toString();
            default -> throw Invalid.value(path(field), shown(value), "write a text");
        };
    }

    /// A text alone is a list of one.
    List<String> texts(String field) {
        return items(field).stream()
                .map(item -> {
                    if (item instanceof String || item instanceof Number) {
                        return item.toString();
                    }
                    throw Invalid.value(
                            path(field), shown(item), "write a text, or a list of texts");
                })
                .toList();
    }

    List<?> items(String field) {
        Object value = fields.get(field);
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(value);
        };
    }

    <T> @Nullable T parsed(String field, String example, Function<String, T> parser) {
        String text = text(field);
        return text == null ? null : parse(path(field), text, example, parser);
    }

    static <T> T parse(String path, String text, String example, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException _) {
            throw Invalid.value(path, text, "write " + example);
        }
    }

    @Nullable Duration duration(String field) {
        return parsed(field, "an ISO 8601 duration, for example PT10M or P1D", Duration::parse);
    }

    @Nullable Integer number(String field) {
        Object value = fields.get(field);
        return switch (value) {
            case null -> null;
            case Integer number -> number;
            case Long number when number == number.intValue() -> number.intValue();
            default -> throw Invalid.value(path(field), shown(value), "write a whole number");
        };
    }

    boolean flag(String field) {
        Object value = fields.get(field);
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            default -> throw Invalid.value(path(field), shown(value), "write true or false");
        };
    }

    /// Written in lower case with dashes.
    <E extends Enum<E>> @Nullable E choice(String field, E[] choices) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        var words = new ArrayList<String>();
        for (E choice : choices) {
            String word = choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return choice;
            }
            words.add(word);
        }
        throw Invalid.value(path(field), text, "write one of " + words);
    }

    BelayException missing(String field, String write) {
        return Invalid.value(path(field), "missing", write);
    }

    /// What the value is, where the value itself may be long.
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "missing";
            case Map<?, ?> map -> "an object of %d fields".formatted(map.size());
            case List<?> list -> "a list of %d".formatted(list.size());
            case Object[] array -> Arrays.toString(array);
            default -> value.toString();
        };
    }
}
