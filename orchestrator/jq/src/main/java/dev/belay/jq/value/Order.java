package dev.belay.jq.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// The order of all values: null, false, true, numbers, strings, arrays, objects. Total and the
/// same everywhere, so that sorting is.
public final class Order {
    private Order() {}

    public static boolean equal(JsonNode a, JsonNode b, Work work) {
        return compare(a, b, work) == 0 && !Json.isNan(a);
    }

    /// `<` of jq, where `nan` is less than everything, itself included.
    public static boolean less(JsonNode a, JsonNode b, Work work) {
        return compare(a, b, work) < 0 || Json.isNan(a) && Json.isNan(b);
    }

    public static int compare(JsonNode a, JsonNode b, Work work) {
        work.step();
        int rank = rank(a);
        int other = rank(b);
        if (rank != other) {
            return Integer.compare(rank, other);
        }
        return switch (rank) {
            case 3 -> numbers(a, b);
            case 4 -> texts(a.textValue(), b.textValue(), work);
            case 5 -> arrays(a, b, work);
            case 6 -> objects((ObjectNode) a, (ObjectNode) b, work);
            default -> 0;
        };
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> 0;
            case BOOLEAN -> value.booleanValue() ? 2 : 1;
            case NUMBER -> 3;
            case STRING, BINARY -> 4;
            case ARRAY -> 5;
            case OBJECT, POJO -> 6;
        };
    }

    private static int numbers(JsonNode a, JsonNode b) {
        if (Json.isLong(a)) {
            return Json.isLong(b)
                    ? Long.compare(a.longValue(), b.longValue())
                    : compare(a.longValue(), b.doubleValue());
        }
        return Json.isLong(b)
                ? -compare(b.longValue(), a.doubleValue())
                : compare(a.doubleValue(), b.doubleValue());
    }

    private static int compare(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Boolean.compare(Double.isNaN(b), Double.isNaN(a));
        }
        return a < b ? -1 : a == b ? 0 : 1;
    }

    /// Exactly, because rounding the integer would make three values that no order fits.
    private static int compare(long a, double b) {
        if (Double.isNaN(b) || b < -0x1p63) {
            return 1;
        }
        if (b >= 0x1p63) {
            return -1;
        }
        long whole = (long) b;
        return a != whole ? Long.compare(a, whole) : compare(0.0, b - whole);
    }

    /// By code point, which is also the order of the bytes in UTF-8.
    static int texts(String a, String b, Work work) {
        int length = Math.min(a.length(), b.length());
        work.chars(length);
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogates = Character.isSurrogate(x) && Character.isSurrogate(y);
                if (surrogates || !Character.isSurrogate(x) && !Character.isSurrogate(y)) {
                    return Character.compare(x, y);
                }
                return Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int arrays(JsonNode a, JsonNode b, Work work) {
        work.down();
        int length = Math.min(a.size(), b.size());
        int result = 0;
        for (int i = 0; i < length && result == 0; i++) {
            result = compare(a.get(i), b.get(i), work);
        }
        work.up();
        return result != 0 ? result : Integer.compare(a.size(), b.size());
    }

    private static int objects(ObjectNode a, ObjectNode b, Work work) {
        String[] keys = keys(a, work);
        String[] others = keys(b, work);
        for (int i = 0; i < Math.min(keys.length, others.length); i++) {
            int result = texts(keys[i], others[i], work);
            if (result != 0) {
                return result;
            }
        }
        if (keys.length != others.length) {
            return Integer.compare(keys.length, others.length);
        }
        work.down();
        int result = 0;
        for (int i = 0; i < keys.length && result == 0; i++) {
            result = compare(a.get(keys[i]), b.get(keys[i]), work);
        }
        work.up();
        return result;
    }

    /// The keys of an object in order.
    public static String[] keys(ObjectNode object, Work work) {
        work.buildArray(object.size());
        List<String> keys = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(keys::add);
        String[] sorted = keys.toArray(String[]::new);
        Arrays.sort(sorted, (x, y) -> texts(x, y, work));
        return sorted;
    }

    public static JsonNode[] sort(Collection<JsonNode> values, Work work) {
        work.buildArray(values.size());
        JsonNode[] sorted = values.toArray(JsonNode[]::new);
        Arrays.sort(sorted, (x, y) -> compare(x, y, work));
        return sorted;
    }
}
