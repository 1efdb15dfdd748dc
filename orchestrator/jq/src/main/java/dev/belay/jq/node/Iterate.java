package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `target[]`: the elements of an array, the values of an object.
public final class Iterate extends Node {
    private final Node target;

    public Iterate(Node target) {
        super(false, target.direct(), List.of(target));
        this.target = target;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return target.each(
                machine,
                in,
                path,
                env,
                (at, way) -> {
                    Elements elements = Elements.of(at, way);
                    while (elements.hasNext()) {
                        machine.work().step();
                        elements.next();
                        if (!sink.accept(elements.value(), elements.path())) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                target,
                in,
                path,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode at, @Nullable Path way) {
                        new Next(Elements.of(at, way), then).retry(machine);
                    }
                });
    }

    private static final class Next extends Choice {
        private final Elements elements;
        private final K then;

        Next(Elements elements, K then) {
            this.elements = elements;
            this.then = then;
        }

        @Override
        void retry(Machine machine) {
            if (!elements.hasNext()) {
                return;
            }
            elements.next();
            if (elements.hasNext()) {
                machine.push(this);
            }
            machine.give(then, elements.value(), elements.path());
        }
    }
}
