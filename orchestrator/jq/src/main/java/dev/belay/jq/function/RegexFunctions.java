package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import dev.belay.jq.value.Access;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;

/// Regular expressions, by an engine whose time is linear in the text, whatever the pattern.
final class RegexFunctions {
    private RegexFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("test/1", (work, in, by) -> test(in, by[0], Json.NULL, work))
                .add("test/2", (work, in, by) -> test(in, by[0], by[1], work))
                .add("_matches/2", (work, in, by) -> matches(in, by[0], by[1], work))
                .add("_pieces/2", (work, in, by) -> pieces(in, by[0], by[1], work))
                .add("_weave/0", (work, in, _) -> weave(in, work))
                .add("split/2", (work, in, by) -> split(in, by[0], by[1], work))
                .add("_captured/0", (work, in, _) -> captured(in, work));
    }

    private static JsonNode test(JsonNode in, JsonNode pattern, JsonNode flags, Work work) {
        Regex regex = Regex.of(pattern, flags, work);
        return Json.of(regex.on(Json.text(in, "test"), work).find());
    }

    private static JsonNode matches(JsonNode in, JsonNode pattern, JsonNode flags, Work work) {
        Regex regex = Regex.of(pattern, flags, work);
        String text = Json.text(in, "match");
        Matcher matcher = regex.on(text, work);
        Offsets offsets = new Offsets(text);
        ArrayNode found = Json.array();
        while (matcher.find()) {
            if (!regex.filled() || matcher.end() > matcher.start()) {
                work.build(96);
                found.add(match(regex, matcher, text, offsets, work));
                if (!regex.global()) {
                    break;
                }
            }
        }
        return found;
    }

    private static JsonNode match(
            Regex regex, Matcher matcher, String text, Offsets offsets, Work work) {
        ObjectNode match = part(matcher, 0, text, offsets, work);
        ArrayNode captures = Json.array();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            ObjectNode capture = part(matcher, i, text, offsets, work);
            capture.set("name", regex.name(i));
            captures.add(capture);
        }
        match.set("captures", captures);
        return match;
    }

    private static ObjectNode part(
            Matcher matcher, int group, String text, Offsets offsets, Work work) {
        work.buildObject(4);
        ObjectNode part = Json.object();
        int start = matcher.start(group);
        int end = matcher.end(group);
        if (start < 0) {
            part.put("offset", -1).put("length", 0).putNull("string");
        } else {
            work.buildText(end - start);
            part.put("offset", offsets.at(start, work));
            part.put("length", text.codePointCount(start, end));
            part.put("string", text.substring(start, end));
        }
        return part;
    }

    /// The named captures of a match, as an object.
    private static JsonNode captured(JsonNode match, Work work) {
        ObjectNode captured = Json.object();
        for (JsonNode capture : Access.field(match, "captures")) {
            work.buildObject(1);
            JsonNode name = Access.field(capture, "name");
            if (name.isTextual()) {
                captured.set(name.textValue(), Access.field(capture, "string"));
            }
        }
        return captured;
    }

    /// The text in turns with what is to be replaced: strings stay, objects are named captures.
    private static JsonNode pieces(JsonNode in, JsonNode pattern, JsonNode flags, Work work) {
        String text = Json.text(in, "sub");
        ArrayNode pieces = Json.array();
        int from = 0;
        int points = 0;
        for (JsonNode match : matches(in, pattern, flags, work)) {
            int gap = match.get("offset").intValue() - points;
            int start = text.offsetByCodePoints(from, gap);
            work.buildText(start - from);
            pieces.add(text.substring(from, start));
            pieces.add(captured(match, work));
            from = text.offsetByCodePoints(start, match.get("length").intValue());
            points += gap + match.get("length").intValue();
        }
        work.buildText(text.length() - from);
        return pieces.add(text.substring(from));
    }

    /// Puts pieces together again, where an array has the alternatives of a replacement: the n-th
    /// result has the n-th of each.
    private static JsonNode weave(JsonNode pieces, Work work) {
        int results = pieces.size() == 1 ? 1 : 0;
        for (JsonNode piece : pieces) {
            results = Math.max(results, piece.isArray() ? piece.size() : 0);
        }
        ArrayNode woven = Json.array(results);
        for (int i = 0; i < results; i++) {
            StringBuilder text = new StringBuilder();
            for (JsonNode piece : pieces) {
                JsonNode part = piece.isArray() ? piece.path(i) : piece;
                if (!part.isTextual() && !part.isMissingNode()) {
                    throw JqError.of("sub needs strings to put in, not " + Json.type(part));
                }
                String put = part.isTextual() ? part.textValue() : "";
                work.buildText(put.length());
                text.append(put);
            }
            woven.add(text.toString());
        }
        return woven;
    }

    private static JsonNode split(JsonNode in, JsonNode pattern, JsonNode flags, Work work) {
        String all = flags.isNull() ? "g" : "g" + Json.text(flags, "split");
        ArrayNode parts = Json.array();
        for (JsonNode piece : pieces(in, pattern, Json.of(all), work)) {
            if (piece.isTextual()) {
                work.build(8);
                parts.add(piece);
            }
        }
        return parts;
    }

    /// Turns positions in UTF-16 into code points, going forward only.
    private static final class Offsets {
        private final String text;
        private int units;
        private int points;

        Offsets(String text) {
            this.text = text;
        }

        int at(int position, Work work) {
            if (position < units) {
                work.chars(units - position);
                return points - text.codePointCount(position, units);
            }
            work.chars(position - units);
            points += text.codePointCount(units, position);
            units = position;
            return points;
        }
    }
}
