package dev.belay.local.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
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
import dev.belay.functions.http.HttpRequest;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.flow.HostDocuments;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.webhook.event.EventDelivery;
import dev.belay.webhook.event.Listeners;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What one scenario happens in: an engine with the flows of the scenario and the stubs.
final class World {
    private static final ActivityType<JsonNode, JsonNode> HTTP =
            ActivityType.of("http-request", JsonNode.class, JsonNode.class);

    private final StubServices stubs;
    private final HttpRequestActivity http;
    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();
    private final InMemoryFlowStore store = new InMemoryFlowStore();
    private final Trace trace = new Trace(new JqExpressions());
    private final DyingHosts hosts = new DyingHosts();
    private final FlowCompiler compiler;
    private final TestEnvironment belay;
    private String workflow = "";
    private JsonNode input = JsonNodeFactory.instance.objectNode();
    private @Nullable TestRun<JsonNode> run;

    World(StubServices stubs, HttpRequestActivity http, Conformance.Keeping keeping) {
        this.stubs = stubs;
        this.http = http;
        stubs.forget();
        this.compiler =
                new FlowCompiler(
                        CompilerOptions.of(new JqExpressions())
                                .withDocuments(this::document)
                                .withVersions(this::number));
        var builder =
                TestEnvironment.builder()
                        .effects(hosts)
                        .receiveCountMax(Integer.MAX_VALUE)
                        .deciders(payloads ->
                                new FlowDeciders(store, trace, new JsonSchemas(), payloads))
                        .activity(HTTP, this::call)
                        .activity(EventDelivery.EMIT_EVENT, this::emit);
        this.belay =
                switch (keeping) {
                    case WARM -> builder.build();
                    case REPLAYED -> builder.suspendAlways().snapshotAfter(0).build();
                    case RESTORED -> builder.suspendAlways().snapshotAfter(1).build();
                };
    }

    private String document(URI uri) {
        return HostDocuments.fromAnywhere().load(URI.create(stubs.local(uri.toString())));
    }

    private OptionalInt number(String namespace, String name, String version) {
        return store.versions(Workspace.DEFAULT, namespace + "." + name).stream()
                .filter(published -> published.version().equals(version))
                .mapToInt(FlowVersion::number)
                .findFirst();
    }

    private JsonNode call(JsonNode arguments, ActivityAttempt attempt) {
        ObjectNode local = arguments.deepCopy();
        local.put("url", stubs.local(arguments.path("url").asText()));
        HttpRequest request =
                Objects.requireNonNull(codec.read(codec.write(local), HttpRequest.class));
        return Objects.requireNonNull(
                codec.read(codec.write(http.perform(request, attempt)), JsonNode.class));
    }

    private JsonNode emit(JsonNode event, ActivityAttempt attempt) {
        new Listeners(belay.client(), belay.payloads(), store)
                .tell(attempt.run().workspace(), event, event, attempt.idempotencyKey());
        return event;
    }

    StubServices stubs() {
        return stubs;
    }

    DyingHosts hosts() {
        return hosts;
    }

    /// Tasks that have begun, by name, in the order in which they first did.
    List<String> begun() {
        return trace.begun();
    }

    TestEnvironment environment() {
        return belay;
    }

    /// Makes it the flow that is run.
    void define(String definition) {
        workflow = publish(definition);
    }

    String publish(String definition) {
        Plan plan = trace.marked(compiler.compile(definition).plan());
        new FlowPublisher(store, belay.clock()).publish(Workspace.DEFAULT, plan, definition);
        return plan.workflow();
    }

    void input(JsonNode given) {
        input = given;
    }

    void start() {
        var request =
                StartRequest.of(
                        new WorkflowId("scenario"),
                        workflow,
                        Lane.AUTOMATION,
                        Payload.Inline.of(input.toString()));
        run = belay.start(request, JsonNode.class);
        belay.runNow();
    }

    /// An event from outside.
    void event(JsonNode event) {
        Payload payload = belay.payloads().write(Workspace.DEFAULT, "event", event);
        belay.client().signal(run().key(), event.path("type").asText("event"), payload, null);
        belay.runNow();
    }

    TestRun<JsonNode> run() {
        if (run == null) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "nothing was executed; write 'When the workflow is executed' before what should have come of it");
        }
        return run;
    }
}
