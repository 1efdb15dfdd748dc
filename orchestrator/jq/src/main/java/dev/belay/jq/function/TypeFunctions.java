package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.JsonParsing;
import dev.belay.jq.value.JsonText;
import dev.belay.jq.value.Order;
import dev.belay.jq.value.Text;
import dev.belay.jq.value.Work;

/// What a value is, and making one type of another.
final class TypeFunctions {
    private TypeFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("type/0", (_, in, _) -> Json.of(Json.type(in)))
                .add("not/0", (_, in, _) -> Json.of(!Json.isTrue(in)))
                .add("length/0", (work, in, _) -> length(in, work))
                .add("tostring/0", (work, in, _) -> tostring(in, work))
                .add("tonumber/0", (work, in, _) -> tonumber(in, work))
                .add("tojson/0", (work, in, _) -> Json.of(JsonText.of(in, work)))
                .add("fromjson/0", TypeFunctions::fromjson)
                .add("toarray/0", TypeFunctions::toarray)
                .add("toboolean/0", (_, in, _) -> toboolean(in))
                .add("have_literal_numbers/0", (_, _, _) -> Json.TRUE)
                .add("have_decnum/0", (_, _, _) -> Json.FALSE)
                .add("contains/1", (work, in, of) -> Json.of(contains(in, of[0], work)));
    }

    static JsonNode tostring(JsonNode in, Work work) {
        return in.isTextual() ? in : Json.of(JsonText.of(in, work));
    }

    private static JsonNode length(JsonNode in, Work work) {
        return switch (in.getNodeType()) {
            case STRING, BINARY -> Json.of(Text.length(in.textValue(), work));
            case NUMBER -> MathFunctions.abs(in, work);
            case NULL, MISSING -> Json.of(0);
            case ARRAY, OBJECT, POJO -> Json.of(in.size());
            case BOOLEAN -> throw JqError.of("boolean has no length");
        };
    }

    private static JsonNode tonumber(JsonNode in, Work work) {
        if (in.isNumber()) {
            return in;
        }
        String text = Json.text(in, "tonumber");
        if (!text.isEmpty() && "-0123456789".indexOf(text.charAt(0)) >= 0) {
            JsonNode number = JsonParsing.read(text, "tonumber", work);
            if (number.isNumber() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                return number;
            }
        }
        throw JqError.of("tonumber cannot read the string as a number");
    }

    private static JsonNode toboolean(JsonNode in) {
        if (in.isBoolean()) {
            return in;
        }
        return switch (Json.text(in, "toboolean")) {
            case "true" -> Json.TRUE;
            case "false" -> Json.FALSE;
            default -> throw JqError.of("toboolean cannot read the string as a boolean");
        };
    }

    private static JsonNode fromjson(Work work, JsonNode in, JsonNode[] none) {
        String text = Json.text(in, "fromjson");
        if (text.equals("nan")) {
            return Json.of(Double.NaN);
        }
        return JsonParsing.read(text, "fromjson", work);
    }

    private static JsonNode toarray(Work work, JsonNode in, JsonNode[] none) {
        if (in.isArray()) {
            return in;
        }
        work.buildArray(1);
        return Json.array().add(in);
    }

    private static boolean contains(JsonNode whole, JsonNode part, Work work) {
        work.down();
        boolean result =
                switch (whole) {
                    case ObjectNode object when part instanceof ObjectNode entries ->
                            hasEntries(object, entries, work);
                    case ArrayNode array when part instanceof ArrayNode elements ->
                            hasElements(array, elements, work);
                    default -> scalarContains(whole, part, work);
                };
        work.up();
        return result;
    }

    private static boolean hasEntries(ObjectNode object, ObjectNode entries, Work work) {
        for (var each : entries.properties()) {
            JsonNode own = object.get(each.getKey());
            if (own == null || !contains(own, each.getValue(), work)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasElements(ArrayNode array, ArrayNode elements, Work work) {
        for (JsonNode sought : elements) {
            boolean found = false;
            for (int i = 0; i < array.size() && !found; i++) {
                JsonNode own = array.get(i);
                work.step();
                found = same(own, sought) && contains(own, sought, work);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return Json.type(a).equals(Json.type(b));
    }

    private static boolean scalarContains(JsonNode whole, JsonNode part, Work work) {
        if (!same(whole, part)) {
            throw JqError.of(
                    "%s and %s cannot have their containment checked"
                            .formatted(Json.type(whole), Json.type(part)));
        }
        if (whole.isTextual()) {
            String text = whole.textValue();
            String sought = part.textValue();
            work.steps(1 + (long) text.length() * Math.max(1, sought.length()) / 64);
            return text.contains(sought);
        }
        return Order.equal(whole, part, work);
    }
}
