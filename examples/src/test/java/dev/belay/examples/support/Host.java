package dev.belay.examples.support;

import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunResult;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.examples.Examples;
import dev.belay.examples.world.MemoryWorld;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPorts;
import dev.belay.memory.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// A whole deployment in one thread and in virtual time: each step takes one message, as an
/// orchestrator or a worker would. The same calls give the same runs, ids included.
public final class Host {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Workspace WORKSPACE = new Workspace("acme");
    private static final Duration VISIBILITY = Duration.ofMinutes(15);
    private static final int STEPS_MAX = 100_000;

    public final VirtualClock clock = new VirtualClock(START);
    public final MemoryWorld world = new MemoryWorld();
    private final InMemoryPorts ports = InMemoryPorts.on(clock);
    private final JacksonPayloadCodec codec = new JacksonPayloadCodec();
    private final Payloads payloads = new Payloads(codec, ports.payloads());
    private final ActivityWorker worker;
    private WorkflowRegistry workflows;
    private Orchestrator orchestrator;
    private final Ids ids = new Ids(clock, new Random(7));
    private final RunClient client =
            new RunClient(
                    new ClientPorts(
                            ports.history(),
                            ports.index(),
                            ports.inbox(),
                            ports.queues(),
                            ports.history(),
                            clock,
                            () -> {}),
                    ids);
    private final Crash crash;
    private final int crashAt;
    private int steps;

    /// When a process dies that works on a message. Either way what it had in memory is gone, and
    /// the message comes again.
    public enum Crash {
        BEFORE_WORK,
        AFTER_WORK
    }

    public Host() {
        this(Crash.BEFORE_WORK, 0);
    }

    /// @param crashAt the step, from 1, in which the process dies
    public Host(Crash crash, int crashAt) {
        this(crash, crashAt, Examples.workflows(), (_, _) -> {});
    }

    /// @param more adds activities to those of the examples
    public Host(
            Crash crash,
            int crashAt,
            List<WorkflowType<?, ?>> types,
            BiConsumer<ActivityRegistry.Builder, World> more) {
        this.crash = crash;
        this.crashAt = crashAt;
        var activities = Examples.addActivities(ActivityRegistry.builder(), world);
        more.accept(activities, world);
        this.worker =
                new ActivityWorker(
                        activities.build(),
                        codec,
                        ports.payloads(),
                        ports.attempts(),
                        ports.queues(),
                        clock,
                        AttemptRunner.inline());
        this.workflows = new WorkflowRegistry(types, payloads);
        this.orchestrator = orchestrator("build 1");
    }

    /// The process is replaced by one of another build.
    public void deploy(String build, List<WorkflowType<?, ?>> types) {
        orchestrator.dropWarmRuns();
        workflows = new WorkflowRegistry(types, payloads);
        orchestrator = orchestrator(build);
    }

    private Orchestrator orchestrator(String build) {
        var enginePorts =
                new EnginePorts(
                        ports.history(),
                        ports.index(),
                        ports.inbox(),
                        ports.queues(),
                        ports.timers(),
                        ports.attempts(),
                        clock);
        return new Orchestrator(enginePorts, workflows, EngineOptions.of(build));
    }

    public int steps() {
        return steps;
    }

    // ---- what callers do

    public <I> RunKey start(WorkflowType<I, ?> type, String workflowId, I input) {
        var request =
                StartRequest.of(
                        new WorkflowId(workflowId), type.name(), type.lane(), payload(input));
        return client.start(WORKSPACE, request).run();
    }

    public <T> void signal(RunKey run, SignalType<T> type, T content) {
        client.signal(run, type.name(), payload(content), null);
    }

    /// To the newest run of a workflow id, begun or not.
    public <T> void signal(String workflowId, SignalType<T> type, T content) {
        client.signal(WORKSPACE, new WorkflowId(workflowId), type.name(), payload(content), null);
    }

    public void cancel(RunKey run, String reason) {
        client.cancel(run, reason);
    }

    public <R> R query(RunKey run, QueryType<Void, R> type) {
        var service = new QueryService(new RunLoader(ports.history(), workflows, "test"));
        return read(service.query(run, type.name(), Payload.NULL), type.answer());
    }

    /// Sends an update, lets the run work, and asks again under the same id for the answer.
    public <A, R> R update(RunKey run, UpdateType<A, R> type, A argument)
            throws InterruptedException {
        String id = ids.newItemId();
        try {
            client.update(run, type.name(), payload(argument), id, Duration.ZERO);
        } catch (BelayException early) {
            if (early.code() != ErrorCode.INVALID_REQUEST) {
                throw early;
            }
        }
        runUntilIdle();
        return read(
                client.update(run, type.name(), payload(argument), id, Duration.ZERO),
                type.answer());
    }

    public <O> O resultOf(WorkflowType<?, O> type, RunKey run) throws InterruptedException {
        return read(Optional.ofNullable(endOf(run).result()).orElseThrow(), type.output());
    }

    /// Works and moves the time until the run is closed.
    public RunResult endOf(RunKey run) throws InterruptedException {
        while (!isClosed(run)) {
            if (!step()) {
                clock.advanceTo(nextTime().orElseThrow());
                orchestrator.sweepTimers();
            }
        }
        return client.result(run, Duration.ZERO);
    }

    /// How the run ended and what it left behind, without what may differ from one time to another.
    public List<Object> traceOf(RunKey run) throws InterruptedException {
        RunResult end = endOf(run);
        return List.of(
                end.status(),
                Optional.ofNullable(end.result()),
                Optional.ofNullable(end.failure()).map(Failure::summary),
                world.changes());
    }

    public RunHead head(RunKey run) {
        return client.describe(run);
    }

    public List<RunHead> openRuns() {
        return client.list(RunQuery.all(WORKSPACE, 100)).items().stream()
                .filter(run -> !run.status().isClosed())
                .toList();
    }

    public boolean isClosed(RunKey run) {
        return ports.index().head(run).filter(head -> head.status().isClosed()).isPresent();
    }

    // ---- time and work

    /// Works until there is nothing to do now.
    public void runUntilIdle() {
        while (step()) {}
    }

    /// Lets time pass, doing what becomes due on the way.
    public void skipTime(Duration duration) {
        Instant end = clock.instant().plus(duration);
        runUntilIdle();
        for (var next = nextTime(); next.filter(end::isAfter).isPresent(); next = nextTime()) {
            clock.advanceTo(next.orElseThrow());
            orchestrator.sweepTimers();
            runUntilIdle();
        }
        clock.advanceTo(end);
        orchestrator.sweepTimers();
        runUntilIdle();
    }

    private Optional<Instant> nextTime() {
        return Stream.of(ports.queues().nextVisibleAt(), ports.timers().nextDueAt())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private boolean step() {
        var delivery =
                ports.queues().queues().stream()
                        .sorted(Comparator.comparing(TaskQueue::toString))
                        .flatMap(this::receive)
                        .findFirst();
        delivery.ifPresent(this::handle);
        return delivery.isPresent();
    }

    private Stream<Delivery> receive(TaskQueue queue) {
        return ports.queues().receive(queue, 1, Duration.ZERO, VISIBILITY).stream();
    }

    private void handle(Delivery delivery) {
        if (++steps > STEPS_MAX) {
            throw new IllegalStateException("no end after %d steps".formatted(STEPS_MAX));
        }
        boolean crashes = steps == crashAt;
        if (!crashes || crash == Crash.AFTER_WORK) {
            switch (delivery.message()) {
                case ActivityTask task -> worker.handle(task, delivery.receiveCount());
                case RunMessage message -> orchestrator.advance(message.run(), List.of(message));
            }
        }
        if (crashes) {
            orchestrator.dropWarmRuns();
        } else {
            ports.queues().acknowledge(List.of(delivery));
        }
    }

    private Payload payload(Object value) {
        return payloads.write(WORKSPACE, "a test's value", value);
    }

    private <T> T read(Payload payload, Class<T> type) {
        return Optional.ofNullable(payloads.read(WORKSPACE, payload, type)).orElseThrow();
    }
}
