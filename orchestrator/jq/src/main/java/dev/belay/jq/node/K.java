package dev.belay.jq.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Path;
import dev.belay.jq.value.Work;
import org.jspecify.annotations.Nullable;

/// What becomes of a result: the rest of the program, as an object.
abstract class K {
    private final int depth;

    K(@Nullable K next) {
        depth = next == null ? 0 : next.depth + 1;
        if (depth > Work.OPEN_MAX) {
            throw Work.tooManyOpen();
        }
    }

    /// Called once per result; may return without `go` or `give` to ask for the next one.
    abstract void resume(Machine machine, JsonNode value, @Nullable Path path);
}
