package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.node.Function;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Work;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/// `@csv`, `@uri` and the other formats: a value as text for somewhere else.
final class Formats {
    private static final String UNRESERVED = "-_.~";

    private static final Map<String, Function> FORMATS =
            Map.ofEntries(
                    Map.entry("text", (work, in, _) -> TypeFunctions.tostring(in, work)),
                    Map.entry("json", (work, in, _) -> Json.of(JsonText.of(in, work))),
                    Map.entry("csv", (work, in, _) -> row(in, "csv", ",", work)),
                    Map.entry("tsv", (work, in, _) -> row(in, "tsv", "\t", work)),
                    Map.entry("html", (work, in, _) -> escaped(in, Formats::html, work)),
                    Map.entry("uri", (work, in, _) -> uri(in, work)),
                    Map.entry("urid", (work, in, _) -> urid(in, work)),
                    Map.entry("sh", (work, in, _) -> shell(in, work)),
                    Map.entry("base64", (work, in, _) -> base64(in, work)),
                    Map.entry("base64d", (work, in, _) -> base64d(in, work)),
                    Map.entry("base32", (work, in, _) -> base32(in, work)),
                    Map.entry("base32d", (work, in, _) -> base32d(in, work)));

    private Formats() {}

    static Map<String, Function> all() {
        return FORMATS;
    }

    static void addTo(Catalog catalog) {
        catalog.add("format/1", Formats::format);
    }

    private static JsonNode format(Work work, JsonNode in, JsonNode[] of) {
        Function format = FORMATS.get(Json.text(of[0], "format"));
        if (format == null) {
            throw JqError.of("format knows no format of this name");
        }
        return format.apply(work, in, of);
    }

    private static String text(JsonNode in, Work work) {
        String text = JsonText.plain(in, work);
        work.buildText(4L * text.length());
        return text;
    }

    private static JsonNode row(JsonNode in, String format, String separator, Work work) {
        StringJoiner row = new StringJoiner(separator);
        for (JsonNode cell : Json.array(in, "@" + format)) {
            if (cell.isContainerNode()) {
                throw JqError.of("%s cannot stand in a %s row".formatted(Json.type(cell), format));
            }
            work.step();
            row.add(cell(cell, format, work));
        }
        return Json.of(row.toString());
    }

    private static String cell(JsonNode cell, String format, Work work) {
        String text = cell.isNull() ? "" : text(cell, work);
        if (!cell.isTextual()) {
            return text;
        }
        if (format.equals("csv")) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static JsonNode escaped(JsonNode in, UnaryOperator<String> escape, Work work) {
        return Json.of(escape.apply(text(in, work)));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    private static JsonNode uri(JsonNode in, Work work) {
        StringBuilder uri = new StringBuilder();
        for (byte each : text(in, work).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            if (c < 0x80 && Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(hex(each >> 4)).append(hex(each));
            }
        }
        return Json.of(uri.toString());
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit & 0xf, 16));
    }

    private static JsonNode urid(JsonNode in, Work work) {
        String text = text(in, work);
        ByteBuffer bytes = ByteBuffer.allocate(3 * text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    throw JqError.of("@urid needs two hexadecimal digits after each '%'");
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else if (c == '%') {
                throw JqError.of("@urid needs two hexadecimal digits after each '%'");
            } else {
                int point = text.codePointAt(i);
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
        return utf8(bytes.flip(), "@urid");
    }

    private static JsonNode shell(JsonNode in, Work work) {
        StringBuilder words = new StringBuilder();
        Iterable<JsonNode> all = in instanceof ArrayNode array ? array : List.of(in);
        for (JsonNode each : all) {
            if (each.isContainerNode()) {
                throw JqError.of(Json.type(each) + " cannot be escaped for a shell");
            }
            String text = text(each, work);
            words.append(words.isEmpty() ? "" : " ");
            words.append(each.isTextual() ? "'" + text.replace("'", "'\\''") + "'" : text);
        }
        return Json.of(words.toString());
    }

    private static JsonNode base64(JsonNode in, Work work) {
        byte[] bytes = text(in, work).getBytes(StandardCharsets.UTF_8);
        return Json.of(Base64.getEncoder().encodeToString(bytes));
    }

    /// Takes what has no padding, and both alphabets.
    private static JsonNode base64d(JsonNode in, Work work) {
        String text = text(in, work).replace('-', '+').replace('_', '/');
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        try {
            return utf8(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(0, end))),
                    "@base64d");
        } catch (IllegalArgumentException _) {
            throw JqError.of("@base64d needs base64 and could not read the string");
        }
    }

    private static JsonNode base32(JsonNode in, Work work) {
        return Json.of(Base32.encode(text(in, work).getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode base32d(JsonNode in, Work work) {
        return utf8(ByteBuffer.wrap(Base32.decode(text(in, work))), "@base32d");
    }

    private static JsonNode utf8(ByteBuffer bytes, String format) {
        try {
            return Json.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException _) {
            throw JqError.of(format + " gives bytes that are no UTF-8 text");
        }
    }
}
