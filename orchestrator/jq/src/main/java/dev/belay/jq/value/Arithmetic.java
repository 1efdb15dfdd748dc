package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The operators. Whole numbers are exact as long as 64 bits hold them; everything else is a
/// double, as in jq.
public final class Arithmetic {
    private Arithmetic() {}

    public static JsonNode plus(JsonNode a, JsonNode b, Work work) {
        if (Json.isLong(a) && Json.isLong(b)) {
            long x = a.longValue();
            long y = b.longValue();
            long sum = x + y;
            return ((x ^ sum) & (y ^ sum)) < 0 ? Json.of((double) x + y) : Json.of(sum);
        }
        if (a.isNumber() && b.isNumber()) {
            return Json.of(a.doubleValue() + b.doubleValue());
        }
        if (a.isNull()) {
            return b;
        }
        if (b.isNull()) {
            return a;
        }
        if (a.isTextual() && b.isTextual()) {
            work.buildText((long) a.textValue().length() + b.textValue().length());
            return Json.of(a.textValue() + b.textValue());
        }
        if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
            work.buildArray((long) x.size() + y.size());
            ArrayNode sum = Json.array(x.size() + y.size());
            x.forEach(sum::add);
            y.forEach(sum::add);
            return sum;
        }
        if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
            work.buildObject((long) x.size() + y.size());
            ObjectNode sum = Json.object();
            x.properties().forEach(each -> sum.set(each.getKey(), each.getValue()));
            y.properties().forEach(each -> sum.set(each.getKey(), each.getValue()));
            return sum;
        }
        throw cannot(a, b, "added");
    }

    public static JsonNode minus(JsonNode a, JsonNode b, Work work) {
        if (Json.isLong(a) && Json.isLong(b)) {
            long x = a.longValue();
            long y = b.longValue();
            long difference = x - y;
            return ((x ^ y) & (x ^ difference)) < 0 ? Json.of((double) x - y) : Json.of(difference);
        }
        if (a.isNumber() && b.isNumber()) {
            return Json.of(a.doubleValue() - b.doubleValue());
        }
        if (a instanceof ArrayNode x && b instanceof ArrayNode y) {
            work.buildArray(x.size());
            ArrayNode difference = Json.array();
            for (JsonNode each : x) {
                if (!contains(y, each, work)) {
                    difference.add(each);
                }
            }
            return difference;
        }
        throw cannot(a, b, "subtracted");
    }

    private static boolean contains(ArrayNode array, JsonNode sought, Work work) {
        for (JsonNode each : array) {
            if (Order.equal(each, sought, work)) {
                return true;
            }
        }
        return false;
    }

    public static JsonNode times(JsonNode a, JsonNode b, Work work) {
        if (Json.isLong(a) && Json.isLong(b)) {
            long x = a.longValue();
            long y = b.longValue();
            long high = Math.multiplyHigh(x, y);
            long low = x * y;
            return high == low >> 63 ? Json.of(low) : Json.of((double) x * y);
        }
        if (a.isNumber() && b.isNumber()) {
            return Json.of(a.doubleValue() * b.doubleValue());
        }
        if (a.isTextual() && b.isNumber()) {
            return repeat(a.textValue(), b.doubleValue(), work);
        }
        if (a.isNumber() && b.isTextual()) {
            return repeat(b.textValue(), a.doubleValue(), work);
        }
        if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
            return merge(x, y, work);
        }
        throw cannot(a, b, "multiplied");
    }

    private static JsonNode repeat(String text, double times, Work work) {
        if (!(times > 0)) {
            return Json.NULL;
        }
        int count = (int) Math.max(1, Math.min(Integer.MAX_VALUE, times));
        work.buildText((long) text.length() * count);
        return Json.of(text.repeat(count));
    }

    private static JsonNode merge(ObjectNode a, ObjectNode b, Work work) {
        work.down();
        ObjectNode merged = Json.copy(a, work);
        for (var each : b.properties()) {
            work.step();
            JsonNode old = a.get(each.getKey());
            merged.set(
                    each.getKey(),
                    old instanceof ObjectNode x && each.getValue() instanceof ObjectNode y
                            ? merge(x, y, work)
                            : each.getValue());
        }
        work.up();
        return merged;
    }

    public static JsonNode divide(JsonNode a, JsonNode b, Work work) {
        if (a.isNumber() && b.isNumber()) {
            if (b.doubleValue() == 0) {
                throw JqError.of("number cannot be divided by zero");
            }
            if (Json.isLong(a) && Json.isLong(b) && a.longValue() % b.longValue() == 0) {
                return b.longValue() == -1 ? minus(Json.of(0), a, work) : whole(a, b);
            }
            return Json.of(a.doubleValue() / b.doubleValue());
        }
        if (a.isTextual() && b.isTextual()) {
            return Text.split(a.textValue(), b.textValue(), work);
        }
        throw cannot(a, b, "divided");
    }

    private static JsonNode whole(JsonNode a, JsonNode b) {
        return Json.of(a.longValue() / b.longValue());
    }

    /// The remainder of whole numbers; fractions are cut off first.
    public static JsonNode modulo(JsonNode a, JsonNode b, Work work) {
        if (!a.isNumber() || !b.isNumber()) {
            throw cannot(a, b, "divided");
        }
        if (Json.isNan(a) || Json.isNan(b)) {
            return Json.of(Double.NaN);
        }
        long divisor = integer(b);
        if (divisor == 0) {
            throw JqError.of("number cannot be divided by zero, also not for its remainder");
        }
        return divisor == -1 ? Json.of(0) : Json.of(integer(a) % divisor);
    }

    private static long integer(JsonNode number) {
        return Json.isLong(number) ? number.longValue() : (long) number.doubleValue();
    }

    public static JsonNode negate(JsonNode a, Work work) {
        if (!a.isNumber()) {
            throw JqError.of(Json.type(a) + " cannot be negated");
        }
        return Json.isLong(a) ? minus(Json.of(0), a, work) : Json.of(-a.doubleValue());
    }

    private static JqError cannot(JsonNode a, JsonNode b, String verb) {
        return JqError.of("%s and %s cannot be %s".formatted(Json.type(a), Json.type(b), verb));
    }
}
