package dev.belay.lambda;

import static dev.belay.lambda.Events.batch;
import static dev.belay.lambda.Events.failed;
import static dev.belay.lambda.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.flow.plan.PlanCodec;
import dev.belay.flow.store.FlowReader;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.flow.store.PublishedFlow;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: two builds at once, during a deployment, lose nothing.
class NewerFlowTest {
    private static final String DEFINITION =
            """
            document: { dsl: '1.0.3', namespace: shop, name: order, version: '1.0.0' }
            do: [ { answer: { set: { done: true } } } ]
            """;

    private final Engine engine = new Engine();
    private final RunKey run = engine.newRun();
    private final SQSEvent start =
            batch(
                    message(
                            "1",
                            new RunMessage.Start(
                                    run,
                                    StartRequest.of(
                                            new WorkflowId("order-42"),
                                            "shop.order",
                                            Lane.SYSTEM,
                                            Payload.Inline.of("{}")))));

    @Test
    void an_old_host_holds_a_run_that_needs_a_newer_one_which_then_goes_on() {
        var held =
                handler(published("{\"format\":99}".getBytes(StandardCharsets.UTF_8)), "old")
                        .handle(start, Instant.MAX);

        assertThat(failed(held)).isEmpty();
        assertThat(engine.history(run))
                .filteredOn(RunBlocked.class::isInstance)
                .singleElement()
                .asString()
                .contains("run a newer build");

        var plan = new FlowCompiler(CompilerOptions.of(new JqExpressions())).compile(DEFINITION);
        var again =
                handler(published(PlanCodec.write(plan.plan())), "new")
                        .handle(batch(message("2", new RunMessage.InboxFilled(run))), Instant.MAX);

        assertThat(failed(again)).isEmpty();
        assertThat(engine.ports.index().head(run).orElseThrow().status())
                .isEqualTo(RunStatus.COMPLETED);
    }

    private static FlowReader published(byte[] plan) {
        var flows = new InMemoryFlowStore();
        var version = new FlowVersion("shop.order", 1, "1.0.0", Instant.EPOCH, true);
        flows.putIfAbsent(Workspace.DEFAULT, new PublishedFlow(version, plan, DEFINITION));
        return flows;
    }

    private WorkflowTaskHandler handler(FlowReader flows, String build) {
        var payloads = new Payloads(new JacksonPayloadCodec(), engine.ports.payloads());
        var orchestrator =
                new Orchestrator(
                        engine.enginePorts(),
                        new Catalog(List.of(), flows).deciders(payloads),
                        EngineOptions.of(build));
        return new WorkflowTaskHandler(
                orchestrator::advance, (_, _) -> {}, engine.clock, engine.metricLog);
    }
}
