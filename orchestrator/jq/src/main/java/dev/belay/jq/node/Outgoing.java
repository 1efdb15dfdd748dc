package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import org.jspecify.annotations.Nullable;

/// A sink that knows whether an error came from behind it.
final class Outgoing implements Sink {
    private final Sink sink;
    private boolean outside;

    Outgoing(Sink sink) {
        this.sink = sink;
    }

    @Override
    public boolean accept(JsonNode value, @Nullable Path path) {
        outside = true;
        boolean more = sink.accept(value, path);
        outside = false;
        return more;
    }

    boolean outside() {
        return outside;
    }
}
