package dev.belay.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;

/// Looks at a result before the host writes it down. A value that shares its parts can be small in
/// memory and endless as JSON.
final class Result {
    private final Work work;
    private long bytes;

    private Result(Work work) {
        this.work = work;
    }

    /// The same value, where numbers that JSON does not have are replaced as jq writes them.
    static JsonNode checked(JsonNode value, Work work) {
        if (value.isContainerNode() || value.isTextual()) {
            return work.builtNothing() ? value : new Result(work).finite(value);
        }
        return value.isDouble() ? number(value) : value;
    }

    private JsonNode finite(JsonNode value) {
        return switch (value) {
            case ArrayNode array -> array(array);
            case ObjectNode object -> object(object);
            default -> {
                count(value.isTextual() ? value.textValue().length() + 3L : 8);
                yield value.isDouble() ? number(value) : value;
            }
        };
    }

    private JsonNode array(ArrayNode array) {
        down();
        ArrayNode changed = array;
        for (int i = 0; i < array.size(); i++) {
            JsonNode old = array.get(i);
            JsonNode now = finite(old);
            if (differ(old, now)) {
                changed = changed(array, changed);
                changed.set(i, now);
            }
        }
        work.up();
        return changed;
    }

    private JsonNode object(ObjectNode object) {
        down();
        ObjectNode changed = object;
        for (var each : object.properties()) {
            count(each.getKey().length() + 3L);
            JsonNode now = finite(each.getValue());
            if (differ(each.getValue(), now)) {
                changed = changed(object, changed);
                changed.set(each.getKey(), now);
            }
        }
        work.up();
        return changed;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean differ(JsonNode old, JsonNode now) {
        return old != now;
    }

    private ArrayNode changed(ArrayNode array, ArrayNode changed) {
        return differ(array, changed) ? changed : Json.copy(array, work);
    }

    private ObjectNode changed(ObjectNode object, ObjectNode changed) {
        return differ(object, changed) ? changed : Json.copy(object, work);
    }

    private void down() {
        work.down();
        count(2);
    }

    private void count(long more) {
        bytes += more;
        if (bytes > work.bytesMax()) {
            throw work.tooLarge();
        }
        work.step();
    }

    private static JsonNode number(JsonNode number) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return Json.NULL;
        }
        return Double.isInfinite(value)
                ? DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, value))
                : number;
    }
}
