package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Order;
import dev.belay.jq.value.Work;
import java.util.ArrayList;
import java.util.List;

/// The elements of an array in the order of their keys; equal ones stay as they stood.
record Sorted(List<Entry> entries, Work work) {
    private record Entry(JsonNode value, JsonNode key) {}

    static Sorted of(JsonNode in, JsonNode keys, String function, Work work) {
        ArrayNode values = Json.array(in, function);
        work.buildArray(values.size() * 5L);
        List<Entry> entries = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            entries.add(new Entry(values.get(i), keys.get(i)));
        }
        entries.sort((a, b) -> Order.compare(a.key(), b.key(), work));
        return new Sorted(entries, work);
    }

    JsonNode values() {
        ArrayNode values = Json.array(entries.size());
        entries.forEach(each -> values.add(each.value()));
        return values;
    }

    JsonNode groups() {
        ArrayNode groups = Json.array();
        ArrayNode group = Json.array();
        JsonNode key = Json.NULL;
        for (Entry each : entries) {
            if (group.isEmpty() || Order.compare(key, each.key(), work) != 0) {
                work.build(56);
                group = Json.array();
                groups.add(group);
                key = each.key();
            }
            group.add(each.value());
        }
        return groups;
    }

    JsonNode firsts() {
        ArrayNode firsts = Json.array();
        groups().forEach(group -> firsts.add(group.get(0)));
        return firsts;
    }
}
