package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// `$name`, bound so many levels up.
public final class Variable extends Node {
    private final int up;

    public Variable(int up) {
        super(true, true, List.of());
        this.up = up;
    }

    @Override
    boolean ignoresInput() {
        return true;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return env.up(up).variable();
    }
}
