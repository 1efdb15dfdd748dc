package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Takes out of an outcome what was secret in the request: servers echo what they are sent.
final class Redaction {
    static final String MARK = "[secret]";

    /// The longest first: one secret may hold another.
    private final TreeSet<String> hidden =
            new TreeSet<>(
                    Comparator.comparingInt(String::length)
                            .reversed()
                            .thenComparing(Comparator.naturalOrder()));

    /// As it is, and as it stands in an address.
    void hide(String secret) {
        if (!secret.isEmpty()) {
            hidden.add(secret);
            String form = URLEncoder.encode(secret, UTF_8);
            hidden.add(form);
            hidden.add(form.replace("+", "%20"));
        }
    }

    boolean isEmpty() {
        return hidden.isEmpty();
    }

    String text(String text) {
        String left = text;
        for (String secret : hidden) {
            left = left.replace(secret, MARK);
        }
        return left;
    }

    byte[] bytes(byte[] bytes) {
        if (hidden.isEmpty()) {
            return bytes;
        }
        String left = new String(bytes, ISO_8859_1);
        for (String secret : hidden) {
            left = left.replace(new String(secret.getBytes(UTF_8), ISO_8859_1), MARK);
        }
        return left.getBytes(ISO_8859_1);
    }

    /// @param value of JSON
    @Nullable Object value(@Nullable Object value) {
        if (hidden.isEmpty()) {
            return value;
        }
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Number number -> hidden.contains(number.toString()) ? MARK : number;
            case List<?> elements -> {
                List<@Nullable Object> left = new ArrayList<>(elements.size());
                elements.forEach(element -> left.add(value(element)));
                yield left;
            }
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> left = LinkedHashMap.newLinkedHashMap(members.size());
                members.forEach(
                        (name, member) -> left.put(text(String.valueOf(name)), value(member)));
                yield left;
            }
            default -> value;
        };
    }

    Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> left = LinkedHashMap.newLinkedHashMap(headers.size());
        headers.forEach((name, value) -> left.put(text(name), text(value)));
        return left;
    }
}
