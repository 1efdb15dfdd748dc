package dev.belay.jq.node;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `def name(parameters): body;` The body comes last, because it may call the definition.
public final class Definition {
    private final String name;
    private final List<String> parameters;
    private @Nullable Node body;

    public Definition(String name, List<String> parameters) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
    }

    public String name() {
        return name;
    }

    public List<String> parameters() {
        return parameters;
    }

    public void complete(Node body) {
        this.body = body;
    }

    Node body() {
        if (body == null) {
            throw new IllegalStateException(name + " has no body yet");
        }
        return body;
    }
}
