package dev.belay.definition.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a task does, which is told by the property that it has.
public enum TaskKind {
    CALL,
    DO,
    FORK,
    EMIT,
    FOR,
    LISTEN,
    RAISE,
    RUN,
    SET,
    SWITCH,
    TRY,
    WAIT;

    /// The property that makes a task one of this kind.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Every kind that the properties of a task speak of: one, if the task is right. The `do` of a
    /// loop does not make it a `do` task.
    public static List<TaskKind> of(JsonNode body) {
        var kinds = new ArrayList<TaskKind>();
        for (TaskKind kind : values()) {
            if (body.has(kind.key()) && !(kind == DO && body.has(FOR.key()))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    public static List<String> keys() {
        var keys = new ArrayList<String>();
        for (TaskKind kind : values()) {
            keys.add(kind.key());
        }
        return keys;
    }
}
