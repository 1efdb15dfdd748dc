package dev.belay.local.host;

import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.RunRepair;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.engine.Watchdog;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.FlowDeciders;
import dev.belay.flow.RoutingDeciders;
import dev.belay.flow.store.FlowStore;
import dev.belay.functions.support.ActivityRegistry;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.local.backend.Backend;
import dev.belay.local.flow.Compilers;
import dev.belay.local.flow.FlowKeeper;
import dev.belay.local.flow.FlowRuntime;
import dev.belay.local.flow.KeptFlows;
import dev.belay.webhook.event.EventDelivery;
import dev.belay.webhook.event.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The whole system in one process: what Lambda, the event source mappings and the timer sweep do
/// on AWS, on virtual threads. The backend belongs to whoever opened it.
public final class SingleProcess implements FlowRuntime, AutoCloseable {
    private static final Logger LOG = System.getLogger(SingleProcess.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_SWEEP = 20;
    private static final long TICKS_PER_WATCH = Duration.ofDays(1).dividedBy(TICK);

    /// After a start, what is in the queues comes first.
    private static final long TICKS_BEFORE_WATCH = 30;

    private final Backend backend;
    private final HostOptions options;
    private final ServedQueues queues;
    private final Deciders workflows;
    private final Payloads payloads;
    private final Orchestrator engine;
    private final Watchdog watchdog;
    private final RunLoader loader;
    private final RunClient client;
    private final LocalHooks hooks;
    private final FlowKeeper keeper;
    private final ActivityRegistry activities;
    private final RunAdvancer advancer;
    private final AttemptHandler attempts;
    private final Precedence precedence = new Precedence();
    private final Map<Lane, LaneHost> lanes = new HashMap<>();
    private final Thread ticker;
    private volatile boolean stopped;

    private SingleProcess(Backend backend, Catalog catalog, HostOptions options) {
        this.backend = backend;
        this.options = options;
        PayloadCodec codec = new JacksonPayloadCodec();
        payloads = new Payloads(codec, backend.payloads());
        workflows =
                new RoutingDeciders(
                        new WorkflowRegistry(catalog.workflows(), payloads),
                        new FlowDeciders(
                                backend.flows(), new JqExpressions(), new JsonSchemas(), payloads));
        queues = new ServedQueues(backend.engine().queues(), this::serve);
        EnginePorts ports = withQueues(backend.engine());
        engine = new Orchestrator(ports, workflows, options.engine());
        watchdog = new Watchdog(ports);
        loader =
                new RunLoader(
                        ports.histories(),
                        workflows,
                        options.engine().build(),
                        options.engine().snapshotAfter());
        client =
                new RunClient(
                        withQueues(backend.client()), new Ids(ports.clock(), new SecureRandom()));
        hooks =
                new LocalHooks(
                        client,
                        payloads,
                        backend.records(),
                        options.secrets(),
                        new Listeners(client, payloads, backend.flows()));
        keeper =
                new FlowKeeper(
                        backend.flows(),
                        backend.records(),
                        hooks.triggers(),
                        client,
                        queries(),
                        payloads);
        activities =
                catalog.activities()
                        .apply(
                                ActivityRegistry.builder()
                                        .add(
                                                EventDelivery.EMIT_EVENT,
                                                new EventDelivery(
                                                        client, () -> hooks().published())))
                        .build();
        options.faults().requireKnown(activities.names());
        advancer = new RunAdvancer(engine, ports, backend.consumer(), options.redelivery());
        var worker =
                new ActivityWorker(
                        activities,
                        codec,
                        backend.payloads(),
                        ports.attempts(),
                        queues,
                        ports.clock(),
                        AttemptRunner.onVirtualThreads());
        attempts =
                new AttemptHandler(
                        worker, backend.consumer(), queues, options.redelivery(), options.faults());
        ticker = Thread.ofVirtual().name("ticker").unstarted(this::tick);
    }

    /// Serves every queue that may hold something already; others as soon as something is sent.
    public static SingleProcess start(Backend backend, Catalog catalog, HostOptions options) {
        var process = new SingleProcess(backend, catalog, options);
        var known = new LinkedHashSet<TaskQueue>();
        var activities = new ArrayList<TaskQueue>();
        for (LaneOptions lane : options.lanes()) {
            known.add(TaskQueue.orchestrator(lane.lane()));
            process.activities
                    .names()
                    .forEach(name -> activities.add(new TaskQueue(lane.lane(), name)));
        }
        known.addAll(backend.known(activities));
        backend.prepare(known);
        known.forEach(process.queues::require);
        process.ticker.start();
        return process;
    }

    private EnginePorts withQueues(EnginePorts ports) {
        return new EnginePorts(
                ports.histories(),
                ports.index(),
                ports.inbox(),
                queues,
                ports.timers(),
                ports.attempts(),
                ports.clock());
    }

    private ClientPorts withQueues(ClientPorts ports) {
        return new ClientPorts(
                ports.histories(),
                ports.index(),
                ports.inbox(),
                new CallersQueues(queues, options, precedence),
                ports.watch(),
                ports.clock(),
                ports.durable());
    }

    private void serve(TaskQueue queue) {
        backend.prepare(List.of(queue));
        synchronized (lanes) {
            if (!stopped) {
                lanes.computeIfAbsent(queue.lane(), this::open).serve(queue);
            }
        }
    }

    private LaneHost open(Lane lane) {
        return new LaneHost(
                options.lane(lane),
                backend.consumer(),
                queues,
                backend.receiveMax(),
                advancer,
                attempts,
                precedence);
    }

    private void tick() {
        for (long ticks = 0; !stopped; ticks++) {
            try {
                if (ticks % TICKS_PER_SWEEP == 0) {
                    engine.sweepTimers();
                    keeper.keepAll();
                }
                lanes().forEach(LaneHost::tick);
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "the timer sweep failed: {0}", failed.toString());
            }
            if (ticks % TICKS_PER_WATCH == TICKS_BEFORE_WATCH) {
                watch();
            }
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Wakes the runs that nothing has woken for days.
    private void watch() {
        try {
            int woken = watchdog.sweep();
            if (woken > 0) {
                LOG.log(Level.INFO, "the watchdog woke {0} silent runs", woken);
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "the watchdog failed: {0}", failed.toString());
        }
    }

    private List<LaneHost> lanes() {
        synchronized (lanes) {
            return List.copyOf(lanes.values());
        }
    }

    @Override
    public RunClient client() {
        return client;
    }

    @Override
    public RunRepair repair() {
        return new RunRepair(withQueues(backend.client()), client);
    }

    @Override
    public QueryService queries() {
        return new QueryService(loader);
    }

    public RunLoader loader() {
        return loader;
    }

    @Override
    public Deciders workflows() {
        return workflows;
    }

    @Override
    public FlowStore flows() {
        return new KeptFlows(backend.flows(), keeper, true);
    }

    @Override
    public LocalHooks hooks() {
        return hooks;
    }

    @Override
    public CompilerOptions compiler() {
        return Compilers.options();
    }

    @Override
    public List<QueueView> depths() {
        return backend.depths();
    }

    @Override
    public Payloads payloads() {
        return payloads;
    }

    @Override
    public TaskQueues queues() {
        return queues;
    }

    public Orchestrator engine() {
        return engine;
    }

    /// How many attempts of a lane may be under way now.
    public int activitiesLimit(Lane lane) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(lane, this::open).activitiesLimit();
        }
    }

    /// Stops receiving, lets what is under way end, and gives up what outlasts the grace. Whatever
    /// is not finished goes on when a host starts on the same backend again.
    @Override
    public void close() {
        List<LaneHost> open;
        synchronized (lanes) {
            if (stopped) {
                return;
            }
            stopped = true;
            open = List.copyOf(lanes.values());
        }
        try {
            ticker.interrupt();
            ticker.join();
            for (LaneHost lane : open) {
                lane.stopReceiving();
            }
            for (LaneHost lane : open) {
                lane.finish(options.grace());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            engine.dropWarmRuns();
        }
    }
}
