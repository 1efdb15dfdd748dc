package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Work;
import java.util.List;

/// A call of a builtin.
public final class FunctionCall extends Apply {
    private final Function function;

    public FunctionCall(Function function, List<Node> arguments) {
        super(arguments, false);
        this.function = function;
    }

    @Override
    boolean ofPartsOnly() {
        return false;
    }

    @Override
    JsonNode apply(Work work, JsonNode in, JsonNode[] values) {
        return function.apply(work, in, values);
    }
}
