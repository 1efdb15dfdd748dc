package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Order;
import dev.belay.jq.value.Work;

/// Arrays as a whole: sums, order, groups.
final class ArrayFunctions {
    private ArrayFunctions() {}

    static void addTo(Catalog catalog) {
        catalog.add("add/0", (work, in, _) -> add(in, work))
                .add("reverse/0", (work, in, _) -> reverse(in, work))
                .add("flatten/0", (work, in, _) -> flatten(in, Json.of(Work.DEPTH_MAX), work))
                .add("flatten/1", (work, in, by) -> flatten(in, by[0], work))
                .add("transpose/0", (work, in, _) -> transpose(in, work))
                .add("sort/0", (work, in, _) -> Sorted.of(in, in, "sort", work).values())
                .add("_sort_by/1", (work, in, by) -> Sorted.of(in, by[0], "sort_by", work).values())
                .add(
                        "_group_by/1",
                        (work, in, by) -> Sorted.of(in, by[0], "group_by", work).groups())
                .add("unique/0", (work, in, _) -> Sorted.of(in, in, "unique", work).firsts())
                .add(
                        "_unique_by/1",
                        (work, in, by) -> Sorted.of(in, by[0], "unique_by", work).firsts())
                .add("min/0", (work, in, _) -> extreme(in, in, false, "min", work))
                .add("max/0", (work, in, _) -> extreme(in, in, true, "max", work))
                .add("_min_by/1", (work, in, by) -> extreme(in, by[0], false, "min_by", work))
                .add("_max_by/1", (work, in, by) -> extreme(in, by[0], true, "max_by", work))
                .add("bsearch/1", (work, in, of) -> search(Json.array(in, "bsearch"), of[0], work))
                .add("_isempty/1", (_, _, found) -> Json.of(found[0].isEmpty()))
                .add("_isfilled/1", (_, _, found) -> Json.of(!found[0].isEmpty()));
    }

    /// Strings, arrays and objects are put together in one go: adding them one by one would copy
    /// what is there as often as there are parts.
    private static JsonNode add(JsonNode in, Work work) {
        if (in.isNull()) {
            return in;
        }
        if (!in.isContainerNode()) {
            throw JqError.of("Cannot iterate over " + Json.type(in));
        }
        work.steps(in.size());
        if (!in.isEmpty() && in.valueStream().allMatch(JsonNode::isTextual)) {
            StringBuilder text = new StringBuilder();
            for (JsonNode each : in) {
                work.buildText(each.textValue().length());
                text.append(each.textValue());
            }
            return Json.of(text.toString());
        }
        if (!in.isEmpty() && in.valueStream().allMatch(JsonNode::isArray)) {
            ArrayNode all = Json.array();
            for (JsonNode each : in) {
                work.buildArray(each.size());
                each.forEach(all::add);
            }
            return all;
        }
        if (!in.isEmpty() && in.valueStream().allMatch(JsonNode::isObject)) {
            ObjectNode all = Json.object();
            for (JsonNode each : in) {
                work.buildObject(each.size());
                all.setAll((ObjectNode) each);
            }
            return all;
        }
        JsonNode sum = Json.NULL;
        for (JsonNode each : in) {
            sum = Arithmetic.plus(sum, each, work);
        }
        return sum;
    }

    private static JsonNode reverse(JsonNode in, Work work) {
        if (in.isNull()) {
            return Json.array();
        }
        if (in.isTextual()) {
            work.buildText(in.textValue().length());
            return Json.of(new StringBuilder(in.textValue()).reverse().toString());
        }
        ArrayNode array = Json.array(in, "reverse");
        work.buildArray(array.size());
        ArrayNode reversed = Json.array(array.size());
        for (int i = array.size() - 1; i >= 0; i--) {
            reversed.add(array.get(i));
        }
        return reversed;
    }

    private static JsonNode flatten(JsonNode in, JsonNode levels, Work work) {
        double depth = Json.number(levels, "flatten");
        if (depth < 0) {
            throw JqError.of("flatten depth must not be negative");
        }
        ArrayNode flat = Json.array();
        work.build(48);
        flatten(Json.array(in, "flatten"), depth, flat, work);
        return flat;
    }

    private static void flatten(ArrayNode in, double depth, ArrayNode flat, Work work) {
        work.down();
        for (JsonNode each : in) {
            work.step();
            if (depth > 0 && each instanceof ArrayNode inner) {
                flatten(inner, depth - 1, flat, work);
            } else {
                work.build(8);
                flat.add(each);
            }
        }
        work.up();
    }

    private static JsonNode transpose(JsonNode in, Work work) {
        ArrayNode rows = Json.array(in, "transpose");
        int width = 0;
        for (JsonNode row : rows) {
            width = Math.max(width, Json.array(row, "transpose").size());
        }
        ArrayNode columns = Json.array(width);
        for (int i = 0; i < width; i++) {
            work.buildArray(rows.size());
            ArrayNode column = Json.array(rows.size());
            for (JsonNode row : rows) {
                column.add(i < row.size() ? row.get(i) : Json.NULL);
            }
            columns.add(column);
        }
        return columns;
    }

    /// The first of the smallest, the last of the largest.
    private static JsonNode extreme(
            JsonNode in, JsonNode by, boolean largest, String function, Work work) {
        ArrayNode values = Json.array(in, function);
        int found = -1;
        for (int i = 0; i < values.size(); i++) {
            int order = found < 0 ? 0 : Order.compare(by.get(i), by.get(found), work);
            if (found < 0 || (largest ? order >= 0 : order < 0)) {
                found = i;
            }
        }
        return found < 0 ? Json.NULL : values.get(found);
    }

    /// The index, or `-1 - index` of where it would stand.
    private static JsonNode search(ArrayNode sorted, JsonNode of, Work work) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Order.compare(sorted.get(middle), of, work);
            if (order == 0) {
                return Json.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Json.of(-1 - low);
    }
}
