package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Work;

/// What names mean at a place of the program: variables, arguments and labels, newest first. The
/// compiler knows how many to go up.
final class Env {
    static final Env ROOT = new Env();

    private final Env parent;
    private final Object slot;
    private final int weight;

    private Env() {
        parent = this;
        slot = this;
        weight = 0;
    }

    private Env(Env parent, Object slot, int weight) {
        this.parent = parent;
        this.slot = slot;
        this.weight = weight;
        if (weight > Work.OPEN_MAX) {
            throw Work.tooManyOpen();
        }
    }

    Env with(JsonNode variable) {
        return new Env(this, variable, weight + 1);
    }

    /// @param height of the machine's stack where the label stands
    Env withLabel(int height) {
        return new Env(this, height, weight + 1);
    }

    Env with(Closure[] arguments) {
        int heaviest = weight;
        for (Closure each : arguments) {
            heaviest = Math.max(heaviest, each.env().weight);
        }
        return new Env(this, arguments, heaviest + 1);
    }

    Env up(int levels) {
        Env env = this;
        for (int i = 0; i < levels; i++) {
            env = env.parent;
        }
        return env;
    }

    JsonNode variable() {
        return (JsonNode) slot;
    }

    int label() {
        return (Integer) slot;
    }

    Closure argument(int index) {
        return ((Closure[]) slot)[index];
    }

    /// An argument of a function: an expression and where it was written.
    record Closure(Node body, Env env) {}
}
