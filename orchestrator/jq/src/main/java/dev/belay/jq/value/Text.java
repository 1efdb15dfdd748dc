package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/// Strings, counted in code points.
public final class Text {
    private Text() {}

    public static int length(String text, Work work) {
        work.chars(text.length());
        return text.codePointCount(0, text.length());
    }

    /// The part between two code points, which must lie inside the string.
    public static String slice(String text, int from, int to, Work work) {
        work.chars(text.length());
        int begin = text.offsetByCodePoints(0, from);
        int end = text.offsetByCodePoints(begin, to - from);
        work.buildText(end - begin);
        return text.substring(begin, end);
    }

    /// By a separator, without any pattern. No separator splits into code points.
    public static ArrayNode split(String text, String separator, Work work) {
        ArrayNode parts = Json.array();
        work.chars(text.length());
        if (text.isEmpty()) {
            return parts;
        }
        int from = 0;
        while (true) {
            int at =
                    separator.isEmpty()
                            ? text.offsetByCodePoints(from, 1)
                            : text.indexOf(separator, from);
            boolean last = separator.isEmpty() ? at == text.length() : at < 0;
            String part = last ? text.substring(from) : text.substring(from, at);
            work.build(64 + 2L * part.length());
            work.step();
            parts.add(part);
            if (last) {
                return parts;
            }
            from = at + separator.length();
        }
    }

    /// Where a string occurs in another, overlaps included, in code points.
    public static ArrayNode indices(String text, String sought, Work work) {
        ArrayNode found = Json.array();
        work.steps(1 + (long) text.length() * Math.max(1, sought.length()) / 64);
        if (sought.isEmpty()) {
            return found;
        }
        int points = 0;
        int counted = 0;
        for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
            work.build(32);
            work.step();
            points += text.codePointCount(counted, at);
            counted = at;
            found.add(Json.of(points));
        }
        return found;
    }

    /// What a string is made of: the code points, as numbers.
    public static JsonNode explode(String text, Work work) {
        work.buildArray(text.length() * 2L);
        ArrayNode points = Json.array(text.length());
        text.codePoints().forEach(point -> points.add(Json.of(point)));
        return points;
    }

    public static JsonNode implode(ArrayNode points, Work work) {
        work.buildText(points.size());
        StringBuilder text = new StringBuilder(points.size());
        for (JsonNode point : points) {
            if (!point.isNumber() || !Character.isValidCodePoint(point.intValue())) {
                throw JqError.of("implode needs an array of code points");
            }
            text.appendCodePoint(point.intValue());
        }
        return Json.of(text.toString());
    }
}
