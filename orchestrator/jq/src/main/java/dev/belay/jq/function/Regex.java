package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A compiled pattern with its flags. What it costs is counted where it reads: once per character
/// and in proportion to the size of the pattern.
final class Regex {
    private static final int CACHED_MAX = 256;
    private static final int SIZE_PER_STEP = 16;

    private static final Map<String, Regex> CACHE =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Regex> eldest) {
                    return size() > CACHED_MAX;
                }
            };

    private final Pattern pattern;
    private final boolean global;
    private final boolean filled;
    private final JsonNode[] names;

    private Regex(Pattern pattern, boolean global, boolean filled) {
        this.pattern = pattern;
        this.global = global;
        this.filled = filled;
        this.names = new JsonNode[pattern.groupCount() + 1];
        Arrays.fill(names, Json.NULL);
        pattern.namedGroups().forEach((name, index) -> names[index] = Json.of(name));
    }

    /// Takes a pattern, or an array of pattern and flags. Costs the same whether it was compiled
    /// before or not.
    static Regex of(JsonNode given, JsonNode givenFlags, Work work) {
        JsonNode pattern = given.isArray() && !given.isEmpty() ? given.get(0) : given;
        JsonNode flags = given.size() > 1 ? given.get(1) : givenFlags;
        String text = Json.text(pattern, "a regular expression");
        String options =
                flags.isNull() ? "" : Json.text(flags, "the flags of a regular expression");
        work.steps(1 + RegexGuard.check(text) / 4);
        String key = options + '/' + text;
        synchronized (CACHE) {
            Regex known = CACHE.get(key);
            if (known != null) {
                return known;
            }
        }
        Regex compiled = compile(text, options);
        synchronized (CACHE) {
            CACHE.put(key, compiled);
        }
        return compiled;
    }

    private static Regex compile(String text, String options) {
        int flags = 0;
        boolean extended = false;
        boolean global = false;
        boolean filled = false;
        for (int i = 0; i < options.length(); i++) {
            char option = options.charAt(i);
            switch (option) {
                case 'g' -> global = true;
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 'x' -> extended = true;
                case 'n' -> filled = true;
                case 'p' -> flags |= Pattern.DOTALL;
                case 'l' -> flags |= Pattern.LONGEST_MATCH;
                case 's' -> {}
                default ->
                        throw JqError.of(
                                "'%s' is no flag of a regular expression; there are g i l n p s x"
                                        .formatted(option));
            }
        }
        String pattern = RegexGuard.translated(text, extended);
        try {
            return new Regex(Pattern.compile(pattern, flags), global, filled);
        } catch (PatternSyntaxException e) {
            throw JqError.of(
                    "the regular expression cannot be used: %s".formatted(e.getDescription()));
        }
    }

    boolean global() {
        return global;
    }

    /// Whether empty matches do not count.
    boolean filled() {
        return filled;
    }

    JsonNode name(int group) {
        return names[group];
    }

    Matcher on(String text, Work work) {
        int price = 1 + pattern.programSize() / SIZE_PER_STEP;
        return pattern.matcher(new Counted(text, price, work));
    }

    /// A text that is paid for as it is read.
    private record Counted(String text, int price, Work work) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            work.steps(price);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
