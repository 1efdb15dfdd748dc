package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A value that stands in the program.
public final class Literal extends Node {
    private final JsonNode value;

    public Literal(JsonNode value) {
        super(true, true, List.of());
        this.value = value;
    }

    public JsonNode value() {
        return value;
    }

    @Override
    boolean ignoresInput() {
        return true;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        return value;
    }
}
