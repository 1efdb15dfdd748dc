package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs a program one step at a time: either a node gets an input, or a continuation gets a result,
/// or, when neither is left, the newest choice is taken up again. The loop pays for every step.
public final class Machine {
    private final Work work;
    private final Map<String, JsonNode> variables;
    private final List<Choice> choices = new ArrayList<>();
    private @Nullable Node node;
    private @Nullable K then;
    private JsonNode value = Json.NULL;
    private @Nullable Path path;
    private Env env = Env.ROOT;
    private @Nullable JsonNode result;

    public Machine(Work work, Map<String, JsonNode> variables) {
        this.work = work;
        this.variables = variables;
    }

    /// The first result of a program, null when it has none.
    public @Nullable JsonNode first(Node program, JsonNode in) {
        if (program.single()) {
            return program.value(this, in, Env.ROOT);
        }
        if (program.direct()) {
            program.each(this, in, null, Env.ROOT, this::finish);
            return result;
        }
        go(program, in, null, Env.ROOT, new Finish());
        return loop();
    }

    private @Nullable JsonNode loop() {
        while (true) {
            try {
                while (result == null) {
                    if (!advance()) {
                        return null;
                    }
                }
                return result;
            } catch (JqError error) {
                work.flat();
                if (!caught(error)) {
                    throw error;
                }
            }
        }
    }

    private boolean advance() {
        work.step();
        Node next = node;
        K rest = then;
        node = null;
        then = null;
        if (next != null && rest != null) {
            next.run(this, value, path, env, rest);
        } else if (rest != null) {
            rest.resume(this, value, path);
        } else if (choices.isEmpty()) {
            return false;
        } else {
            choices.removeLast().retry(this);
        }
        return true;
    }

    private boolean caught(JqError error) {
        node = null;
        then = null;
        while (!choices.isEmpty()) {
            if (choices.removeLast().caught(this, error)) {
                return true;
            }
        }
        return false;
    }

    /// Next, a node with this input.
    void go(Node node, JsonNode in, @Nullable Path path, Env env, K then) {
        this.node = node;
        this.value = in;
        this.path = path;
        this.env = env;
        this.then = then;
    }

    /// Next, a continuation with this result.
    void give(K then, JsonNode value, @Nullable Path path) {
        this.node = null;
        this.value = value;
        this.path = path;
        this.then = then;
    }

    void push(Choice choice) {
        if (choices.size() >= Work.OPEN_MAX) {
            throw Work.tooManyOpen();
        }
        choices.add(choice);
    }

    int height() {
        return choices.size();
    }

    /// Forgets the choices above a height: nobody wants their results.
    void cut(int height) {
        while (choices.size() > height) {
            choices.removeLast();
        }
    }

    Work work() {
        return work;
    }

    JsonNode global(String name) {
        JsonNode found = variables.get(name);
        return found == null ? Json.NULL : found;
    }

    private boolean finish(JsonNode value, @Nullable Path path) {
        result = value;
        return false;
    }

    private static final class Finish extends K {
        Finish() {
            super(null);
        }

        @Override
        void resume(Machine machine, JsonNode value, @Nullable Path path) {
            machine.finish(value, path);
        }
    }
}
