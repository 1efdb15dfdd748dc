package dev.belay.jq.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Text as JSON values, as `fromjson` and `tonumber` read it.
public final class JsonParsing {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2 * Work.DEPTH_MAX)
                                    .maxNumberLength(1_000)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    private final JsonParser in;
    private final Work work;

    private JsonParsing(JsonParser in, Work work) {
        this.in = in;
        this.work = work;
    }

    public static JsonNode read(String text, String function, Work work) {
        work.chars(text.length());
        work.build(2L * text.length());
        try (JsonParser in = FACTORY.createParser(text)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return Json.NULL;
            }
            JsonNode value = new JsonParsing(in, work).read(first);
            if (in.nextToken() != null) {
                throw JqError.of(function + " needs one JSON value and found more text after it");
            }
            return value;
        } catch (IOException _) {
            throw JqError.of(function + " needs JSON and could not read the string");
        }
    }

    private JsonNode read(@Nullable JsonToken token) throws IOException {
        work.step();
        if (token == null) {
            throw JqError.of("the JSON ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> Json.of(in.getText());
            case VALUE_TRUE -> Json.TRUE;
            case VALUE_FALSE -> Json.FALSE;
            case VALUE_NULL -> Json.NULL;
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> Json.of(Double.parseDouble(in.getText()));
            default -> throw JqError.of("the text is not JSON");
        };
    }

    private JsonNode integer() throws IOException {
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? BigIntegerNode.valueOf(in.getBigIntegerValue())
                : Json.of(in.getLongValue());
    }

    private JsonNode object() throws IOException {
        work.down();
        work.build(96);
        ObjectNode object = Json.object();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            work.build(48);
            String key = in.currentName();
            object.set(key, read(in.nextToken()));
        }
        work.up();
        return object;
    }

    private JsonNode array() throws IOException {
        work.down();
        work.build(48);
        ArrayNode array = Json.array();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            work.build(8);
            array.add(read(next));
        }
        work.up();
        return array;
    }
}
