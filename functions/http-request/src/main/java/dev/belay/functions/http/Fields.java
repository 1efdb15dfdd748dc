package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of an authentication. Complaints name members and never show values.
record Fields(Map<?, ?> members) {
    @Nullable String text(String name) {
        Object value = members.get(name);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Number number -> number.toString();
            default ->
                    throw Secrets.invalid("its authentication's '%s' is no text".formatted(name));
        };
    }

    String text(String name, String fallback) {
        String text = text(name);
        return text == null ? fallback : text;
    }

    String required(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    /// Without members where it is missing.
    Fields object(String name) {
        Object value = members.get(name);
        return switch (value) {
            case null -> new Fields(Map.of());
            case Map<?, ?> inner -> new Fields(inner);
            default ->
                    throw Secrets.invalid("its authentication's '%s' is no object".formatted(name));
        };
    }

    List<String> texts(String name) {
        Object value = members.get(name);
        return switch (value) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> many -> many.stream().map(String::valueOf).toList();
            default ->
                    throw Secrets.invalid(
                            "its authentication's '%s' is no list of texts".formatted(name));
        };
    }

    static ActivityException missing(String name) {
        return Secrets.invalid("its authentication has no '%s'".formatted(name));
    }

    /// Shows no content.
    @Override
    public String toString() {
        return "Fields(%d)".formatted(members.size());
    }
}
