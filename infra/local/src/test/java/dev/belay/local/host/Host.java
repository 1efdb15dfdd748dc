package dev.belay.local.host;

import dev.belay.core.client.RunResult;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.backend.Backend;
import java.time.Duration;
import java.util.Objects;

/// A single process under test, with the few calls that the tests make.
record Host(SingleProcess process) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// As little patience with broken messages as possible, so that tests are quick.
    static HostOptions options() {
        var engine = EngineOptions.of("test");
        return HostOptions.of("test")
                .withEngine(
                        Boolean.getBoolean("belay-test.suspend-always")
                                ? engine.suspendAlways()
                                : engine)
                .withRedelivery(new Redelivery(4, Duration.ofMillis(1), Duration.ofMillis(10)));
    }

    static Host start(Backend backend, Catalog catalog) {
        return new Host(SingleProcess.start(backend, catalog, options()));
    }

    <I> RunKey start(WorkflowType<I, ?> workflow, String id, I input) {
        Payload payload = process.payloads().write(Workspace.DEFAULT, "input", input);
        return process.client()
                .start(
                        Workspace.DEFAULT,
                        StartRequest.of(
                                new WorkflowId(id), workflow.name(), workflow.lane(), payload))
                .run();
    }

    void signal(String id, String name, Object content) {
        Payload payload = process.payloads().write(Workspace.DEFAULT, "signal", content);
        process.client().signal(Workspace.DEFAULT, new WorkflowId(id), name, payload, null);
    }

    RunResult end(RunKey run) throws InterruptedException {
        return process.client().result(run, PATIENCE);
    }

    <T> T result(RunKey run, Class<T> type) throws InterruptedException {
        RunResult result = end(run);
        if (result.status() != RunStatus.COMPLETED || result.result() == null) {
            throw new AssertionError("run ended as %s: %s".formatted(result.status(), result));
        }
        return Objects.requireNonNull(
                process.payloads().read(Workspace.DEFAULT, result.result(), type));
    }

    @Override
    public void close() {
        process.close();
    }
}
