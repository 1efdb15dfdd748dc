package dev.belay.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.publish.DefinitionPublisher;
import dev.belay.flow.slot.SlotWorkflow;
import dev.belay.flow.store.FlowVersion;
import dev.belay.jq.JqExpressions;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.MemoryBackend;
import dev.belay.local.host.Catalog;
import dev.belay.local.host.HostOptions;
import dev.belay.local.host.SingleProcess;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.ScheduleWorkflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A system in memory, for tests of what starts flows.
final class FlowHost implements AutoCloseable {
    static final Workspace HERE = Workspace.DEFAULT;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Backend backend = new MemoryBackend();
    private final SingleProcess process =
            SingleProcess.start(
                    backend,
                    new Catalog(systemWorkflows(), activities -> activities),
                    HostOptions.of("test"));

    static List<WorkflowType<?, ?>> systemWorkflows() {
        var types = new ArrayList<WorkflowType<?, ?>>(ScheduleWorkflow.types());
        types.addAll(SlotWorkflow.types());
        return types;
    }

    SingleProcess process() {
        return process;
    }

    Backend backend() {
        return backend;
    }

    FlowVersion publish(String text) {
        return new DefinitionPublisher(
                        CompilerOptions.of(new JqExpressions()),
                        process.flows(),
                        InstantSource.system())
                .publish(HERE, text)
                .version();
    }

    ScheduleClient schedules() {
        return new ScheduleClient(
                process.client(), process.queries(), process.payloads(), HERE, PATIENCE);
    }

    /// A schedule, once it has begun.
    ScheduleDescription schedule(String id) {
        var found = new AtomicReference<ScheduleDescription>();
        eventually(
                "schedule " + id,
                () -> {
                    try {
                        found.set(schedules().describe(id));
                        return true;
                    } catch (BelayException e) {
                        return e.code() != ErrorCode.RUN_NOT_FOUND;
                    }
                });
        return Objects.requireNonNull(found.get());
    }

    List<RunHead> runs(String workflow) {
        return process.client().list(RunQuery.all(HERE, 1_000).withWorkflow(workflow)).items();
    }

    JsonNode output(RunHead run) {
        try {
            Payload result =
                    Objects.requireNonNull(process.client().result(run.run(), PATIENCE).result());
            return Objects.requireNonNull(process.payloads().read(HERE, result, JsonNode.class));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<RunHead> completed(String workflow) {
        return process.client()
                .list(
                        RunQuery.all(HERE, 1_000)
                                .withWorkflow(workflow)
                                .withStatuses(Set.of(RunStatus.COMPLETED)))
                .items();
    }

    /// Looks until it holds, at most a minute.
    static void eventually(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %s: %s".formatted(PATIENCE, what));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        process.close();
        backend.close();
    }
}
