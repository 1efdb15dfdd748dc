package dev.belay.definition.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What is different between two versions of a flow, task by task.
///
/// @param changes in the order of the newer definition, what was removed last
public record FlowDiff(List<Change> changes) {
    public FlowDiff {
        changes = List.copyOf(changes);
    }

    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /// It does the same, after another task than before.
        MOVED
    }

    /// @param path the names of the tasks that lead to it, joined by `/`; `document`, `use.…` and
    ///   the like for what is no task
    /// @param properties what changed of it
    public record Change(Kind kind, String path, List<String> properties) {
        public Change {
            properties = List.copyOf(properties);
        }

        /// `changed task checkout/charge: with, timeout`.
        @Override
        public String toString() {
            String verb =
                    switch (kind) {
                        case ADDED -> "added";
                        case REMOVED -> "removed";
                        case CHANGED -> "changed";
                        case MOVED -> "moved";
                    };
            String what = properties.isEmpty() ? "" : ": " + String.join(", ", properties);
            return "%s %s%s".formatted(verb, path, what);
        }
    }

    /// The two say the same if there are no changes.
    public static FlowDiff between(JsonNode older, JsonNode newer) {
        Map<String, Part> before = FlowParts.of(older);
        Map<String, Part> after = FlowParts.of(newer);
        var changes = new ArrayList<Change>();
        after.forEach((path, part) -> {
            Part was = before.get(path);
            if (was == null) {
                changes.add(new Change(Kind.ADDED, path, List.of()));
            } else {
                List<String> properties = differing(was.own(), part.own());
                if (!properties.isEmpty()) {
                    changes.add(new Change(Kind.CHANGED, path, properties));
                } else if (!was.predecessor().equals(part.predecessor())
                        && before.containsKey(part.predecessor())
                        && after.containsKey(was.predecessor())) {
                    changes.add(new Change(Kind.MOVED, path, List.of()));
                }
            }
        });
        before.keySet().stream()
                .filter(path -> !after.containsKey(path))
                .forEach(path -> changes.add(new Change(Kind.REMOVED, path, List.of())));
        return new FlowDiff(changes);
    }

    /// `2 added, 1 changed`, or `nothing`.
    public String summary() {
        Map<Kind, Integer> counts = new LinkedHashMap<>();
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        if (counts.isEmpty()) {
            return "nothing";
        }
        var parts = new ArrayList<String>();
        counts.forEach((kind, count) ->
                parts.add(
                        "%d %s".formatted(count, kind.name().toLowerCase(java.util.Locale.ROOT))));
        return String.join(", ", parts);
    }

    /// One line for each change.
    @Override
    public String toString() {
        return changes.isEmpty()
                ? "nothing changed"
                : String.join("\n", changes.stream().map(Change::toString).toList());
    }

    /// A task without the tasks inside it, and the path of the task before it.
    record Part(ObjectNode own, String predecessor) {}

    private static List<String> differing(ObjectNode a, ObjectNode b) {
        var names = new LinkedHashSet<String>();
        b.fieldNames().forEachRemaining(names::add);
        a.fieldNames().forEachRemaining(names::add);
        var differing = new ArrayList<String>();
        for (String name : names) {
            if (!text(a, name).equals(text(b, name))) {
                differing.add(name);
            }
        }
        return differing;
    }

    private static String text(ObjectNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? "" : Canonical.json(JsonNodeFactory.instance.arrayNode().add(value));
    }
}
