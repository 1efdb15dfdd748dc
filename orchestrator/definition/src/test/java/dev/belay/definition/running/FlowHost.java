package dev.belay.definition.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.store.FlowPublisher;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.jq.JqExpressions;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// An engine with some flows, and a pet store that `http-request` reaches.
final class FlowHost {
    /// How the engine is made to keep runs: in memory, replayed at every step, or restored from a
    /// snapshot at every step.
    enum Memory {
        WARM,
        REPLAYED,
        RESTORED
    }

    private static final ActivityType<JsonNode, JsonNode> HTTP =
            ActivityType.of("http-request", JsonNode.class, JsonNode.class);
    private static final ActivityType<JsonNode, JsonNode> EMIT =
            ActivityType.of("emit-event", JsonNode.class, JsonNode.class);
    private static final ActivityType<JsonNode, JsonNode> ECHO =
            ActivityType.of("test.echo", JsonNode.class, JsonNode.class).onQueue("connectors");

    private final InMemoryFlowStore store = new InMemoryFlowStore();
    private final FlowPublisher publisher = new FlowPublisher(store, () -> Instant.EPOCH);
    private final FlowCompiler compiler;
    private final TestEnvironment belay;
    private final Map<String, Integer> failuresLeft = new HashMap<>();
    private String newest = "";

    FlowHost(CompilerOptions options, Memory memory, Effects effects) {
        this.compiler = new FlowCompiler(options.withVersions(this::number));
        var builder =
                TestEnvironment.builder()
                        .effects(effects)
                        .snapshotAfter(memory == Memory.RESTORED ? 1 : 0)
                        .deciders(payloads ->
                                new FlowDeciders(
                                        store, new JqExpressions(), new JsonSchemas(), payloads))
                        .activity(HTTP, (request, _) -> answer(request))
                        .activity(EMIT, (event, _) -> event)
                        .activity(ECHO, (arguments, _) -> arguments);
        this.belay = (memory == Memory.WARM ? builder : builder.suspendAlways()).build();
    }

    /// @param uri is refused with 503 so often before it answers
    FlowHost failing(String uri, int times) {
        failuresLeft.put(uri, times);
        return this;
    }

    FlowHost publish(String definition) {
        Plan plan = compiler.compile(definition).plan();
        newest = publisher.publish(Workspace.DEFAULT, plan, definition).workflow();
        return this;
    }

    private OptionalInt number(String namespace, String name, String version) {
        return store.versions(Workspace.DEFAULT, namespace + "." + name).stream()
                .filter(published -> published.version().equals(version))
                .mapToInt(FlowVersion::number)
                .findFirst();
    }

    TestEnvironment environment() {
        return belay;
    }

    /// Starts the flow that was published last, and lets no time pass.
    TestRun<JsonNode> start(JsonNode input) {
        var request =
                StartRequest.of(
                        new WorkflowId("id"),
                        newest,
                        Lane.AUTOMATION,
                        Payload.Inline.of(input.toString()));
        var run = belay.start(request, JsonNode.class);
        belay.runNow();
        return run;
    }

    /// Starts it and lets pass whatever time it takes.
    TestRun<JsonNode> run(JsonNode input) {
        var run = start(input);
        belay.runUntilIdle();
        return run;
    }

    private JsonNode answer(JsonNode request) {
        String url = request.path("url").asText();
        int failures = failuresLeft.getOrDefault(url, 0);
        if (failures > 0) {
            failuresLeft.put(url, failures - 1);
            throw ActivityException.permanent("http-503", "not now");
        }
        JsonNode body = body(url);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", 200);
        answer.putObject("headers").put("content-type", "application/json");
        answer.set("body", body);
        return answer;
    }

    private static JsonNode body(String url) {
        if (url.contains("getPetByName")) {
            throw ActivityException.permanent("http-404", "no such pet");
        }
        ObjectNode pet = JsonNodeFactory.instance.objectNode();
        String last = url.substring(url.lastIndexOf('/') + 1);
        int id = last.matches("[0-9]+") ? Integer.parseInt(last) : 7;
        pet.put("id", id).put("name", "Rex").put("status", "available");
        return url.contains("findByStatus")
                ? JsonNodeFactory.instance.arrayNode().addAll(List.of(pet))
                : pet;
    }
}
