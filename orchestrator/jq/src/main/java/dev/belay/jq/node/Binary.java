package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.Editor;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `left op right`; the right side varies slowest.
public final class Binary extends Node implements Growing {
    private final Operator operator;
    private final Node left;
    private final Node right;

    /// What the two values make.
    @FunctionalInterface
    public interface Operator {
        JsonNode apply(JsonNode left, JsonNode right, Work work);
    }

    /// `+`, which can also append to what is there.
    public static final Operator PLUS = Arithmetic::plus;

    public Binary(Operator operator, Node left, Node right) {
        super(
                left.single() && right.single(),
                left.direct() && right.direct(),
                List.of(left, right));
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    boolean ignoresInput() {
        return left.ignoresInput() && right.ignoresInput();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean grows() {
        return operator == PLUS && left instanceof This && right.single();
    }

    @Override
    public void grow(Machine machine, Editor all, Env env) {
        machine.work().step();
        JsonNode more = Growing.look(right, machine, all, env);
        if (!all.append(more)) {
            all.replace(operator.apply(all.peek(), more, machine.work()));
        }
    }

    @Override
    JsonNode value(Machine machine, JsonNode in, Env env) {
        machine.work().step();
        JsonNode second = right.value(machine, in, env);
        return operator.apply(left.value(machine, in, env), second, machine.work());
    }

    @Override
    boolean each(Machine machine, JsonNode in, @Nullable Path path, Env env, Sink sink) {
        return right.each(
                machine,
                in,
                null,
                env,
                (second, _) ->
                        left.each(
                                machine,
                                in,
                                null,
                                env,
                                (first, _) -> {
                                    machine.work().step();
                                    return sink.accept(
                                            operator.apply(first, second, machine.work()),
                                            Path.none(path));
                                }));
    }

    @Override
    void step(Machine machine, JsonNode in, @Nullable Path path, Env env, K then) {
        machine.go(
                right,
                in,
                null,
                env,
                new K(then) {
                    @Override
                    void resume(Machine machine, JsonNode second, @Nullable Path way) {
                        machine.go(left, in, null, env, withFirst(second, path, then));
                    }
                });
    }

    private K withFirst(JsonNode second, @Nullable Path path, K then) {
        return new K(then) {
            @Override
            void resume(Machine machine, JsonNode first, @Nullable Path way) {
                JsonNode made = operator.apply(first, second, machine.work());
                machine.give(then, made, Path.none(path));
            }
        };
    }
}
