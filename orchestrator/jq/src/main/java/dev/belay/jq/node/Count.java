package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `range(from; to; by)`
public final class Count extends Node {
    private final Node from;
    private final Node to;
    private final Node by;

    public Count(Node from, Node to, Node by) {
        super(false, direct(List.of(from, to, by)), List.of(from, to, by));
        this.from = from;
        this.to = to;
        this.by = by;
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return from.each(
                machine,
                in,
                null,
                env,
                (start, _) ->
                        to.each(
                                machine,
                                in,
                                null,
                                env,
                                (end, _) ->
                                        by.each(
                                                machine,
                                                in,
                                                null,
                                                env,
                                                (pace, _) ->
                                                        count(
                                                                machine,
                                                                new Next(start, end, pace),
                                                                Path.none(path),
                                                                sink))));
    }

    private static boolean count(Machine machine, Next next, @Nullable Path path, Sink sink) {
        while (next.before()) {
            machine.work().step();
            if (!sink.accept(next.take(machine.work()), path)) {
                return false;
            }
        }
        return true;
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                from,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode start, @Nullable Path way) {
                        machine.go(to, in, null, env, end(start, in, path, env, then));
                    }
                });
    }

    private K end(JsonNode start, JsonNode in, @Nullable Path path, Env env, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode end, @Nullable Path way) {
                machine.go(by, in, null, env, Count.pace(start, end, path, then));
            }
        };
    }

    private static K pace(JsonNode start, JsonNode end, @Nullable Path path, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode pace, @Nullable Path way) {
                new Again(new Next(start, end, pace), Path.none(path), then).retry(machine);
            }
        };
    }

    private static final class Again extends Choice {
        private final Next next;
        private final @Nullable Path path;
        private final K then;

        Again(Next next, @Nullable Path path, K then) {
            this.next = next;
            this.path = path;
            this.then = then;
        }

        @Override
        void retry(Machine machine) {
            if (next.before()) {
                JsonNode value = next.take(machine.work());
                machine.push(this);
                machine.give(then, value, path);
            }
        }
    }

    private static final class Next {
        private final JsonNode end;
        private final JsonNode pace;
        private final double direction;
        private JsonNode at;

        Next(JsonNode start, JsonNode end, JsonNode pace) {
            if (!start.isNumber() || !end.isNumber() || !pace.isNumber()) {
                throw JqError.of("Range bounds must be numeric");
            }
            this.at = start;
            this.end = end;
            this.pace = pace;
            this.direction = pace.doubleValue();
        }

        boolean before() {
            double now = at.doubleValue();
            return direction > 0
                    ? now < end.doubleValue()
                    : direction < 0 && now > end.doubleValue();
        }

        JsonNode take(Work work) {
            JsonNode taken = at;
            at = Arithmetic.plus(at, pace, work);
            return taken;
        }
    }
}
