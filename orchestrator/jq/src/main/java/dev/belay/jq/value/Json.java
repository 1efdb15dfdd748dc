package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/// Making values and telling their types. Values are never changed once another part of the
/// expression can see them.
public final class Json {
    private Json() {}

    public static final JsonNode NULL = NullNode.getInstance();
    public static final JsonNode TRUE = BooleanNode.TRUE;
    public static final JsonNode FALSE = BooleanNode.FALSE;

    /// Whole numbers up to here are the same as a double and as a long.
    private static final double EXACT_MAX = 9_007_199_254_740_992.0;

    public static JsonNode of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public static JsonNode of(String text) {
        return TextNode.valueOf(text);
    }

    public static JsonNode of(long value) {
        return (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    /// A whole number becomes an integer, so that it is written without a fraction.
    public static JsonNode of(double value) {
        return value == Math.rint(value) && Math.abs(value) <= EXACT_MAX
                ? of((long) value)
                : DoubleNode.valueOf(value);
    }

    public static ArrayNode array() {
        return new ArrayNode(JsonNodeFactory.instance);
    }

    public static ArrayNode array(int size) {
        return new ArrayNode(JsonNodeFactory.instance, size);
    }

    public static ObjectNode object() {
        return new ObjectNode(JsonNodeFactory.instance);
    }

    public static ArrayNode copy(ArrayNode array, Work work) {
        work.buildArray(array.size());
        ArrayNode copy = array(array.size() + 1);
        for (JsonNode each : array) {
            copy.add(each);
        }
        return copy;
    }

    public static ObjectNode copy(ObjectNode object, Work work) {
        work.buildObject(object.size());
        ObjectNode copy = object();
        for (var each : object.properties()) {
            copy.set(each.getKey(), each.getValue());
        }
        return copy;
    }

    /// Everything but `false` and `null`.
    public static boolean isTrue(JsonNode value) {
        return !value.isNull() && (!value.isBoolean() || value.booleanValue());
    }

    /// Whether it is an integer that a long holds exactly.
    public static boolean isLong(JsonNode value) {
        return value.isInt() || value.isLong() || value.isShort();
    }

    public static boolean isNan(JsonNode value) {
        return value.isFloatingPointNumber() && Double.isNaN(value.doubleValue());
    }

    public static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "null";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            case STRING, BINARY -> "string";
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
        };
    }

    /// The string of an argument, or an error that says which function wants one.
    public static String text(JsonNode value, String function) {
        if (!value.isTextual()) {
            throw JqError.of("%s needs a string, not %s".formatted(function, type(value)));
        }
        return value.textValue();
    }

    public static double number(JsonNode value, String function) {
        if (!value.isNumber()) {
            throw JqError.of("%s needs a number, not %s".formatted(function, type(value)));
        }
        return value.doubleValue();
    }

    public static ArrayNode array(JsonNode value, String function) {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw JqError.of("%s needs an array, not %s".formatted(function, type(value)));
    }

    public static ObjectNode object(JsonNode value, String function) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw JqError.of("%s needs an object, not %s".formatted(function, type(value)));
    }
}
