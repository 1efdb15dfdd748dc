package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A variable that the host gives.
public final class Global extends Node {
    private final String name;

    public Global(String name) {
        super(true, true, List.of());
        this.name = name;
    }

    @Override
    boolean ignoresInput() {
        return true;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return machine.global(name);
    }
}
