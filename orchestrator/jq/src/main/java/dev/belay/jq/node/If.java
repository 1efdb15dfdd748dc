package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `if condition then … else … end`
public final class If extends Node implements Growing {
    private final Node condition;
    private final Node yes;
    private final Node no;

    public If(Node condition, Node yes, Node no) {
        super(
                single(List.of(condition, yes, no)),
                direct(List.of(condition, yes, no)),
                List.of(condition, yes, no));
        this.condition = condition;
        this.yes = yes;
        this.no = no;
    }

    @Override
    public boolean grows() {
        return condition.single() && Growing.is(yes) && Growing.is(no);
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        JsonNode truth = condition.value(machine, all.peek(), env);
        Growing.grow(branch(truth), machine, all, env);
    }

    private Node branch(JsonNode truth) {
        return Json.isTrue(truth) ? yes : no;
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        return branch(condition.value(machine, in, env)).value(machine, in, env);
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        machine.work().step();
        if (condition.single()) {
            return branch(condition.value(machine, in, env)).each(machine, in, path, env, sink);
        }
        return condition.each(
                machine,
                in,
                null,
                env,
                (truth, _) -> branch(truth).each(machine, in, path, env, sink));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        if (condition.single()) {
            machine.go(branch(condition.value(machine, in, env)), in, path, env, then);
            return;
        }
        machine.go(
                condition,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode truth, @Nullable Path way) {
                        machine.go(branch(truth), in, path, env, then);
                    }
                });
    }
}
