package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `$task`, `$workflow` and `$runtime` are.
final class Descriptors {
    static final JsonNode RUNTIME = runtime();

    private Descriptors() {}

    /// @param rawOutput null while there is none
    static JsonNode task(Plan plan, Frame frame, @Nullable JsonNode rawOutput) {
        Task task = plan.task(frame.task);
        var described = JsonNodeFactory.instance.objectNode();
        described.put("name", task.name()).put("reference", task.pointer());
        JsonNode definition = plan.definition().at(task.pointer());
        described.set(
                "definition", definition.isMissingNode() ? NullNode.getInstance() : definition);
        described.set("input", frame.raw);
        if (rawOutput != null) {
            described.set("output", rawOutput);
        }
        described.set("startedAt", moment(frame.startedAt));
        return described;
    }

    static JsonNode workflow(Plan plan, String runId, Instant startedAt, JsonNode rawInput) {
        var described = JsonNodeFactory.instance.objectNode();
        described.put("id", runId);
        described.set("definition", plan.definition());
        described.set("input", rawInput);
        described.set("startedAt", moment(startedAt));
        return described;
    }

    private static JsonNode moment(Instant time) {
        var described = JsonNodeFactory.instance.objectNode();
        described.set("iso8601", TextNode.valueOf(time.toString()));
        described
                .putObject("epoch")
                .put("seconds", time.getEpochSecond())
                .put("milliseconds", time.toEpochMilli());
        return described;
    }

    private static JsonNode runtime() {
        var described = JsonNodeFactory.instance.objectNode();
        described.put("name", "belay").put("version", "1");
        described.putObject("metadata");
        return described;
    }
}
