package dev.belay.testkit;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunRepair;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.engine.Watchdog;
import dev.belay.core.error.BelayException;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.RoutingDeciders;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPorts;
import dev.belay.memory.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// A whole Belay in memory, on a time that stands still until somebody moves it: the real engine
/// and the real worker over in-memory ports.
///
/// ```java
/// var belay = TestEnvironment.builder().workflow(Checkout.TYPE).activity(CHARGE, cards::charge).build();
/// var run = belay.start(Checkout.TYPE, "order-42", order);
/// belay.runUntilIdle();
/// assertThat(run.result()).isEqualTo(…);
/// ```
///
/// Not thread-safe.
public final class TestEnvironment {
    private static final int WARM_RUNS_MAX = 10_000;
    private static final Duration VISIBILITY = Duration.ofSeconds(30);
    private static final int STEPS_MAX = 100_000;

    private final VirtualClock clock;
    private final InMemoryPorts memory;
    private final Effects effects;
    private final TaskQueues queues;
    private final Payloads payloads;
    private final RunClient client;
    private final RunRepair repair;
    private final Builder setup;
    private Deciders workflows;
    private EngineOptions options;
    private Orchestrator orchestrator;
    private ActivityWorker worker;
    private int hostsDied;

    private TestEnvironment(Builder setup) {
        this.setup = setup;
        this.clock = new VirtualClock(setup.startAt);
        this.memory = InMemoryPorts.on(clock, setup.receiveCountMax);
        this.effects = setup.faults.around(setup.effects);
        this.queues = new EffectfulPorts.Queues(setup.queues.apply(memory.queues()), effects);
        this.payloads = new Payloads(new JacksonPayloadCodec(), memory.payloads());
        this.workflows = deciders(setup.workflows);
        this.options = options("build-1");
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(setup.seed);
        var clientPorts =
                new ClientPorts(
                        memory.history(),
                        memory.index(),
                        memory.inbox(),
                        memory.queues(),
                        memory.history(),
                        clock,
                        () -> {});
        this.client = new RunClient(clientPorts, new Ids(clock, random));
        this.repair = new RunRepair(clientPorts, client);
        this.orchestrator = newOrchestrator();
        this.worker = newWorker();
    }

    public static Builder builder() {
        return new Builder();
    }

    private Deciders deciders(List<WorkflowType<?, ?>> types) {
        var code = new WorkflowRegistry(types, payloads);
        return setup.more == null ? code : new RoutingDeciders(code, setup.more.apply(payloads));
    }

    private EngineOptions options(String build) {
        return EngineOptions.of(build)
                .withWarmRunsMax(setup.warmRunsMax)
                .withSnapshotAfter(setup.snapshotAfter);
    }

    private EnginePorts enginePorts() {
        return new EnginePorts(
                new EffectfulPorts.Histories(memory.history(), effects),
                new EffectfulPorts.Index(memory.index(), effects),
                new EffectfulPorts.Inboxes(memory.inbox(), effects),
                queues,
                new EffectfulPorts.Timers(memory.timers(), effects),
                new EffectfulPorts.Attempts(memory.attempts(), effects),
                clock);
    }

    private Orchestrator newOrchestrator() {
        return new Orchestrator(enginePorts(), workflows, options);
    }

    private ActivityWorker newWorker() {
        return new ActivityWorker(
                setup.activities.build(),
                payloads.codec(),
                memory.payloads(),
                new EffectfulPorts.Attempts(memory.attempts(), effects),
                queues,
                clock,
                AttemptRunner.inline());
    }

    // ---- what a test does

    /// Starts a run in the default workspace.
    public <I, O> TestRun<O> start(WorkflowType<I, O> type, String workflowId, I input) {
        return start(type, request(type, workflowId, input));
    }

    public <I, O> TestRun<O> start(WorkflowType<I, O> type, StartRequest request) {
        return start(request, type.output());
    }

    /// Starts a run of anything that a decider knows.
    public <O> TestRun<O> start(StartRequest request, Class<O> output) {
        var started = client.start(Workspace.DEFAULT, request);
        return new TestRun<>(this, started.run(), output);
    }

    public <I> StartRequest request(WorkflowType<I, ?> type, String workflowId, I input) {
        return StartRequest.of(
                new WorkflowId(workflowId),
                type.name(),
                type.lane(),
                payloads.write(Workspace.DEFAULT, "input", input));
    }

    /// Handles what can be handled without letting time pass.
    public void runNow() {
        for (int step = 0; handleOne(); step++) {
            if (step > STEPS_MAX) {
                throw new IllegalStateException("%d steps and still busy".formatted(STEPS_MAX));
            }
        }
    }

    /// Handles everything, and lets time pass to whatever is due next, until nothing is.
    public void runUntilIdle() {
        runNow();
        for (int step = 0; moveToNextEvent(Instant.MAX); step++) {
            runNow();
            if (step > STEPS_MAX) {
                throw new IllegalStateException("%d waits and still waiting".formatted(STEPS_MAX));
            }
        }
    }

    /// Lets this much time pass, handling what falls due on the way.
    public void skipTime(Duration duration) {
        Instant until = clock.instant().plus(duration);
        runNow();
        while (moveToNextEvent(until)) {
            runNow();
        }
        clock.advanceTo(until);
        runNow();
    }

    /// Wakes the open runs that have been silent for `Limits.WATCHDOG_INTERVAL`, as a host does
    /// daily. Nothing here does it by itself.
    ///
    /// @return how many were woken
    public int sweepWatchdog() {
        return new Watchdog(enginePorts()).sweep();
    }

    /// The host dies: what it holds in memory is gone, what it received comes again later.
    public void killHost() {
        hostsDied++;
        orchestrator.dropWarmRuns();
        orchestrator = newOrchestrator();
        worker = newWorker();
    }

    /// Deploys another build: other workflows, and a host that has nothing in memory.
    public void deploy(String build, List<WorkflowType<?, ?>> types) {
        workflows = deciders(types);
        options = options(build);
        killHost();
    }

    public RunClient client() {
        return client;
    }

    /// Resumes closed runs.
    public RunRepair repair() {
        return repair;
    }

    /// A run that something else than [#start] has started.
    public <O> TestRun<O> run(RunKey run, Class<O> output) {
        return new TestRun<>(this, run, output);
    }

    public QueryService queries() {
        return new QueryService(
                new RunLoader(
                        memory.history(), workflows, options.build(), options.snapshotAfter()));
    }

    public Orchestrator orchestrator() {
        return orchestrator;
    }

    public InMemoryPorts ports() {
        return memory;
    }

    public VirtualClock clock() {
        return clock;
    }

    public Payloads payloads() {
        return payloads;
    }

    /// What shall go wrong.
    public Faults faults() {
        return setup.faults;
    }

    /// How many hosts died of an effect so far.
    public int hostsDied() {
        return hostsDied;
    }

    // ---- how it runs

    private boolean moveToNextEvent(Instant limit) {
        Instant next =
                earliest(
                        memory.queues().nextVisibleAt().orElse(Instant.MAX),
                        memory.timers()
                                .nextDueAt()
                                // The sweep takes what is due before its horizon, not at it.
                                .map(due -> due.minus(memory.queues().delayMax()).plusMillis(1))
                                .orElse(Instant.MAX));
        if (next.equals(Instant.MAX) || next.isAfter(limit)) {
            return false;
        }
        clock.advanceTo(next);
        surviving(() -> orchestrator.sweepTimers());
        return true;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean handleOne() {
        for (TaskQueue queue : byName(memory.queues().queues())) {
            var deliveries = memory.queues().receive(queue, 10, Duration.ZERO, VISIBILITY);
            if (!deliveries.isEmpty()) {
                surviving(() -> handle(queue, deliveries));
                return true;
            }
        }
        return false;
    }

    private static Set<TaskQueue> byName(Set<TaskQueue> queues) {
        var sorted = new TreeSet<TaskQueue>(Comparator.comparing(TaskQueue::toString));
        sorted.addAll(queues);
        return sorted;
    }

    private void surviving(Runnable work) {
        try {
            work.run();
        } catch (Effects.HostDied _) {
            killHost();
        }
    }

    private void handle(TaskQueue queue, List<Delivery> deliveries) {
        if (!queue.isOrchestrator()) {
            for (Delivery delivery : deliveries) {
                worker.handle((ActivityTask) delivery.message(), delivery.receiveCount());
                acknowledge(List.of(delivery));
            }
            return;
        }
        Map<RunKey, List<Delivery>> byRun = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            byRun.computeIfAbsent(delivery.message().run(), _ -> new ArrayList<>()).add(delivery);
        }
        byRun.forEach(this::advance);
    }

    private void advance(RunKey run, List<Delivery> deliveries) {
        List<RunMessage> messages = deliveries.stream().map(d -> (RunMessage) d.message()).toList();
        try {
            orchestrator.advance(run, messages);
        } catch (BelayException failed) {
            // Not acknowledged: the messages come again.
            return;
        }
        acknowledge(deliveries);
    }

    private void acknowledge(List<Delivery> deliveries) {
        effects.perform("acknowledge", () -> memory.queues().acknowledge(deliveries));
    }

    /// What the environment is made of.
    public static final class Builder {
        private final List<WorkflowType<?, ?>> workflows = new ArrayList<>();
        private final ActivityRegistry.Builder activities = ActivityRegistry.builder();
        private final Faults faults = new Faults();
        private Effects effects = Effects.RELIABLE;
        private UnaryOperator<TaskQueues> queues = reliable -> reliable;
        private Instant startAt = Instant.parse("2026-01-01T00:00:00Z");
        private int warmRunsMax =
                Boolean.getBoolean("belay-test.suspend-always") ? 0 : WARM_RUNS_MAX;
        private int receiveCountMax = InMemoryPorts.RECEIVE_COUNT_MAX;
        private int snapshotAfter = EngineOptions.of("").snapshotAfter();
        private long seed = 1;
        private @Nullable Function<Payloads, Deciders> more;

        private Builder() {}

        public Builder workflow(WorkflowType<?, ?> type) {
            workflows.add(type);
            return this;
        }

        public <I, O> Builder activity(ActivityType<I, O> type, Activity<I, O> code) {
            activities.add(type, faults.around(type, code));
            return this;
        }

        public Builder effects(Effects through) {
            effects = through;
            return this;
        }

        /// Sends the messages of hosts through other queues than the ones that deliver them: to
        /// send some twice or later, say.
        public Builder queues(UnaryOperator<TaskQueues> through) {
            queues = through;
            return this;
        }

        /// Drops runs from memory whenever they wait, so that each step is replayed. Also on by
        /// `-Dbelay-test.suspend-always=true`.
        public Builder suspendAlways() {
            warmRunsMax = 0;
            return this;
        }

        /// Workflows of another kind than code: they are asked where no code has the name.
        public Builder deciders(Function<Payloads, Deciders> others) {
            more = others;
            return this;
        }

        /// Batches after which a run that can be written down gets a new snapshot.
        public Builder snapshotAfter(int batches) {
            snapshotAfter = batches;
            return this;
        }

        /// Keeps runs in memory whatever the property says: for tests of what a host remembers.
        public Builder keepRunsInMemory() {
            warmRunsMax = WARM_RUNS_MAX;
            return this;
        }

        public Builder startAt(Instant time) {
            startAt = time;
            return this;
        }

        /// How often a message may be received before it is a dead letter.
        public Builder receiveCountMax(int count) {
            receiveCountMax = count;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public TestEnvironment build() {
            return new TestEnvironment(this);
        }
    }
}
