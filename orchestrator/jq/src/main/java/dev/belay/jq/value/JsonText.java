package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/// Values as JSON text, as `tojson` and string interpolation give it.
public final class JsonText {
    private final StringBuilder out = new StringBuilder();
    private final Work work;

    private JsonText(Work work) {
        this.work = work;
    }

    public static String of(JsonNode value, Work work) {
        JsonText text = new JsonText(work);
        text.write(value);
        return text.out.toString();
    }

    /// A string as it is, anything else as JSON.
    public static String plain(JsonNode value, Work work) {
        return value.isTextual() ? value.textValue() : of(value, work);
    }

    private void write(JsonNode value) {
        work.down();
        switch (value) {
            case ObjectNode object -> write(object);
            case ArrayNode array -> write(array);
            default -> scalar(value);
        }
        work.up();
    }

    private void scalar(JsonNode value) {
        switch (value.getNodeType()) {
            case NUMBER -> put(number(value));
            case STRING -> quote(value.textValue());
            default -> put(value.asText());
        }
    }

    private void write(ObjectNode object) {
        put("{");
        String before = "";
        for (var each : object.properties()) {
            put(before);
            quote(each.getKey());
            put(":");
            write(each.getValue());
            before = ",";
        }
        put("}");
    }

    private void write(ArrayNode array) {
        put("[");
        String before = "";
        for (JsonNode each : array) {
            put(before);
            write(each);
            before = ",";
        }
        put("]");
    }

    private void put(String text) {
        work.build(2L * text.length());
        out.append(text);
    }

    private void quote(String text) {
        work.buildText(text.length() + 2L);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// The shortest text that reads back as the same number; `nan` is null, infinity the largest
    /// double, because JSON has neither.
    public static String number(JsonNode number) {
        if (Json.isLong(number)) {
            return Long.toString(number.longValue());
        }
        if (number.isBigInteger()) {
            return number.asText();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "null";
        }
        if (Double.isInfinite(value)) {
            return number(Math.copySign(Double.MAX_VALUE, value));
        }
        return number(value);
    }

    private static String number(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = exact.unscaledValue().abs().toString();
        int point = digits.length() - exact.scale();
        if (point > -4 && point <= digits.length() + 15) {
            return exact.toPlainString();
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        int power = Math.abs(point - 1);
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (point < 1 ? "e-" : "e+")
                + (power < 10 ? "0" : "")
                + power;
    }
}
