package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Text;
import dev.belay.jq.value.Work;

/// Strings without patterns.
final class StringFunctions {
    private StringFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("utf8bytelength/0", StringFunctions::bytes)
                .add("ascii_downcase/0", (work, in, _) -> cased(in, 'A', 'Z', 32, work))
                .add("ascii_upcase/0", (work, in, _) -> cased(in, 'a', 'z', -32, work))
                .add("explode/0", (work, in, _) -> Text.explode(Json.text(in, "explode"), work))
                .add("implode/0", (work, in, _) -> Text.implode(Json.array(in, "implode"), work))
                .add("startswith/1", (work, in, by) -> starts(in, by[0], work))
                .add("endswith/1", (work, in, by) -> ends(in, by[0], work))
                .add("ltrimstr/1", (work, in, by) -> without(in, by[0], true, false, work))
                .add("rtrimstr/1", (work, in, by) -> without(in, by[0], false, true, work))
                .add("trimstr/1", (work, in, by) -> without(in, by[0], true, true, work))
                .add("trim/0", (work, in, _) -> trimmed(in, true, true, "trim", work))
                .add("ltrim/0", (work, in, _) -> trimmed(in, true, false, "ltrim", work))
                .add("rtrim/0", (work, in, _) -> trimmed(in, false, true, "rtrim", work))
                .add("split/1", StringFunctions::split)
                .add("join/1", (work, in, by) -> join(Json.array(in, "join"), by[0], work))
                .add("indices/1", (work, in, of) -> indices(in, of[0], work))
                .add("index/1", (work, in, of) -> first(indices(in, of[0], work)))
                .add("rindex/1", (work, in, of) -> last(indices(in, of[0], work)));
    }

    private static JsonNode bytes(Work work, JsonNode in, JsonNode[] none) {
        String text = Json.text(in, "utf8bytelength");
        work.chars(text.length());
        return Json.of(
                text.codePoints()
                        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                        .sum());
    }

    private static JsonNode cased(JsonNode in, char from, char to, int by, Work work) {
        String text = Json.text(in, by > 0 ? "ascii_downcase" : "ascii_upcase");
        work.buildText(text.length());
        StringBuilder cased = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= from && c <= to) {
                cased.setCharAt(i, (char) (c + by));
            }
        }
        return Json.of(cased.toString());
    }

    private static JsonNode starts(JsonNode in, JsonNode by, Work work) {
        String text = Json.text(in, "startswith");
        work.chars(text.length());
        return Json.of(text.startsWith(Json.text(by, "startswith")));
    }

    private static JsonNode ends(JsonNode in, JsonNode by, Work work) {
        String text = Json.text(in, "endswith");
        work.chars(text.length());
        return Json.of(text.endsWith(Json.text(by, "endswith")));
    }

    private static JsonNode without(
            JsonNode in, JsonNode affix, boolean left, boolean right, Work work) {
        if (!in.isTextual() || !affix.isTextual()) {
            return in;
        }
        String text = in.textValue();
        String by = affix.textValue();
        work.buildText(text.length());
        if (left && text.startsWith(by)) {
            text = text.substring(by.length());
        }
        if (right && text.endsWith(by)) {
            text = text.substring(0, text.length() - by.length());
        }
        return Json.of(text);
    }

    private static JsonNode trimmed(
            JsonNode in, boolean left, boolean right, String function, Work work) {
        String text = Json.text(in, function);
        work.buildText(text.length());
        if (left) {
            text = text.stripLeading();
        }
        return Json.of(right ? text.stripTrailing() : text);
    }

    private static JsonNode split(Work work, JsonNode in, JsonNode[] by) {
        return Text.split(Json.text(in, "split"), Json.text(by[0], "split"), work);
    }

    private static JsonNode join(ArrayNode parts, JsonNode separator, Work work) {
        if (parts.isEmpty()) {
            return Json.of("");
        }
        StringBuilder joined = new StringBuilder();
        String between = parts.size() == 1 ? "" : Json.text(separator, "join");
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            if (part.isContainerNode()) {
                throw JqError.of("join cannot put %s into a string".formatted(Json.type(part)));
            }
            String text = part.isNull() ? "" : JsonText.plain(part, work);
            work.buildText((long) text.length() + between.length());
            joined.append(i == 0 ? "" : between).append(text);
        }
        return Json.of(joined.toString());
    }

    private static JsonNode indices(JsonNode in, JsonNode of, Work work) {
        if (in.isNull()) {
            return Json.NULL;
        }
        if (in.isTextual() && of.isTextual()) {
            return Text.indices(in.textValue(), of.textValue(), work);
        }
        return Access.indices(Json.array(in, "indices"), of, work);
    }

    private static JsonNode first(JsonNode found) {
        return found.isEmpty() ? Json.NULL : found.get(0);
    }

    private static JsonNode last(JsonNode found) {
        return found.isEmpty() ? Json.NULL : found.get(found.size() - 1);
    }
}
