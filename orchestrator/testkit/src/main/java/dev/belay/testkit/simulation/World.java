package dev.belay.testkit.simulation;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.RunHead;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryAttemptStore;
import dev.belay.memory.InMemoryHistoryStore;
import dev.belay.memory.InMemoryInbox;
import dev.belay.memory.InMemoryPayloadStore;
import dev.belay.memory.InMemoryRunIndex;
import dev.belay.memory.InMemoryTimerStore;
import dev.belay.memory.VirtualClock;
import dev.belay.testkit.Effects.HostDied;
import dev.belay.testkit.simulation.SimulatedQueues.Held;
import dev.belay.testkit.simulation.SimulatedQueues.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Everything that one seed brings into being, and the loop that moves it.
final class World {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
    private static final Duration DEPLOY_AFTER = Duration.ofMinutes(2);
    private static final int STEPS_MAX = 5_000;
    private static final int HEAL_AFTER = 2_500;

    final VirtualClock time = new VirtualClock(START);
    final SplittableRandom order;
    final Fate fate;
    final SimulatedQueues queues;
    final InMemoryHistoryStore memory = new InMemoryHistoryStore(time);
    final HistoryStore histories = new WatchedHistories();
    final InMemoryRunIndex index = new InMemoryRunIndex();
    final InMemoryInbox inbox = new InMemoryInbox();
    final InMemoryTimerStore timers = new InMemoryTimerStore();
    final StaleTimers sweptTimers;
    final InMemoryAttemptStore attempts = new InMemoryAttemptStore();
    final Payloads payloads = new Payloads(CODEC, new InMemoryPayloadStore());
    final SimulatedWork work = new SimulatedWork();
    final Judge judge;
    final Stage stage = Stage.of(this::step);
    final Coverage coverage;
    final int warmRunsMax;
    final int snapshotAfter;

    /// Whether a host gave up a decision because this machine did not make it in time.
    boolean ranOutOfRealTime;

    private final List<Host> hosts = new ArrayList<>();
    private final List<Caller> callers;
    private final Script script;
    private @Nullable Build deployed;
    private Judge.@Nullable Broken broken;
    private final @Nullable List<String> trace;
    private Instant nextSweepAt = START;
    private Instant deployAt = Instant.MAX;
    private boolean healed;
    private int steps;

    World(long seed, Simulation.Options options, Coverage coverage) {
        this.order = new SplittableRandom(seed);
        this.fate = new Fate(order.nextLong(), options.faultsMax(), options.spared());
        this.coverage = coverage;
        this.trace = options.trace() ? new ArrayList<>() : null;
        this.sweptTimers = new StaleTimers(timers, fate);
        this.queues = new SimulatedQueues(time, order, fate, 2 + order.nextInt(10));
        this.warmRunsMax =
                options.suspendAlways() ? 0 : List.of(100, 100, 1, 0).get(order.nextInt(4));
        this.snapshotAfter = List.of(2, 5, 100).get((int) Math.floorMod(seed, 3L));
        this.script = Script.draw(order, options.workflows());
        this.judge = new Judge(this, script);
        this.callers = script.callers(this);
        int count = 1 + order.nextInt(3);
        boolean skewed = order.nextInt(3) == 0;
        if (skewed) {
            work.clocksDiffer();
        }
        for (int i = 0; i < count; i++) {
            Build build = order.nextInt(8) == 0 ? script.oldBuild() : script.newBuild();
            long errorMax = SimulatedWork.CLOCK_ERROR_MAX.toMillis() / 2;
            Duration error =
                    skewed ? Duration.ofMillis(order.nextLong(-errorMax, errorMax)) : Duration.ZERO;
            hosts.add(new Host(this, "host " + (i + 1), build, error));
        }
    }

    /// Runs until nothing is left to do, and judges it.
    void run() {
        try {
            stage.run();
        } finally {
            hosts.forEach(Host::forget);
            fate.strikes().forEach(strike -> coverage.struck(strike.kind()));
        }
        judge.atRest();
    }

    // ---- one step

    private boolean step() {
        if (++steps > STEPS_MAX) {
            throw judge.broken(
                    "EVERYTHING_COMES_TO_REST", "%d steps and still busy".formatted(steps));
        }
        if (!healed && (fate.isOver() || steps > HEAL_AFTER)) {
            heal();
        } else if (!deployAt.isAfter(time.instant())) {
            deployAt = Instant.MAX;
            deploy();
        }
        var choices = choices();
        while (choices.isEmpty()) {
            if (!moveTime()) {
                return false;
            }
            choices = choices();
        }
        time.advanceBy(Duration.ofMillis(order.nextInt(20)));
        choices.get(order.nextInt(choices.size())).run();
        judge.afterStep();
        return true;
    }

    private List<Runnable> choices() {
        Instant now = time.instant();
        var choices = new ArrayList<Runnable>();
        for (Caller caller : callers) {
            if (!caller.nextAt().isAfter(now)) {
                choices.add(() -> caller.act());
            }
        }
        for (var standstill : stage.due(now)) {
            choices.add(() -> stage.resume(standstill));
        }
        List<Host> free = hosts.stream().filter(Host::isFree).toList();
        if (free.isEmpty()) {
            return choices;
        }
        Host host = free.get(order.nextInt(free.size()));
        if (queues.hasVisible()) {
            // Twice, so that messages flow faster than callers speak.
            choices.add(() -> receive(host));
            choices.add(() -> receive(host));
        }
        for (Held letter : queues.deadLetters()) {
            choices.add(() -> settle(host, letter));
        }
        if (sweepIsDue(now)) {
            choices.add(() -> sweep(host));
        }
        return choices;
    }

    /// @return false when nothing will ever happen again
    private boolean moveTime() {
        Instant next = stage.nextDueAt();
        for (Caller caller : callers) {
            next = earlier(next, caller.nextAt());
        }
        if (hosts.stream().anyMatch(Host::isFree)) {
            next = earlier(next, earlier(queues.nextVisibleAt(), nextSweep()));
        }
        if (next.equals(Instant.MAX)) {
            return false;
        }
        time.advanceTo(next);
        return true;
    }

    private Instant nextSweep() {
        Instant due = timers.nextDueAt().orElse(Instant.MAX);
        if (due.equals(Instant.MAX)) {
            return due;
        }
        // A sweep takes what is due before its horizon, not at it.
        Instant sweep = due.minus(queues.delayMax()).plusMillis(1);
        return sweep.isBefore(nextSweepAt) ? nextSweepAt : sweep;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean sweepIsDue(Instant now) {
        return !nextSweepAt.isAfter(now)
                && timers.nextDueAt()
                        .filter(due -> due.isBefore(now.plus(queues.delayMax())))
                        .isPresent();
    }

    private void sweep(Host host) {
        nextSweepAt = time.instant().plus(SWEEP_INTERVAL);
        if (!fate.strikes(FaultKind.SWEEP_MISSED)) {
            surviving(host, () -> host.orchestrator().sweepTimers());
        }
    }

    private void settle(Host host, Held letter) {
        // Hidden while it is handled; it comes again where that fails.
        queues.hide(letter);
        surviving(
                host,
                () -> {
                    try {
                        host.letters().settle(letter.message);
                    } catch (BelayException failed) {
                        judge.onlyOutages(failed);
                        return;
                    }
                    queues.settled(letter);
                    if (healed) {
                        // What was received too often before may block a run once more.
                        deployAt = time.instant().plus(DEPLOY_AFTER);
                    }
                });
    }

    private void receive(Host host) {
        if (fate.strikes(FaultKind.MEMORY_LOST)) {
            host.forget();
        }
        if (fate.strikes(FaultKind.BUILD_CHANGED)) {
            host.restart(host.build().number() == 1 ? script.newBuild() : script.oldBuild());
        }
        List<Received> received = queues.receive();
        if (!received.isEmpty()) {
            surviving(host, () -> handle(host, received));
        }
    }

    private void surviving(Host host, Runnable work) {
        try {
            work.run();
        } catch (BelayException failed) {
            // An acknowledgement or a sweep that failed: it comes again.
            judge.onlyOutages(failed);
        } catch (HostDied _) {
            if (!stage.isOver()) {
                host.restart();
            }
        }
        if (deployed != null && host.build().number() < deployed.number() && !stage.isOver()) {
            // It stood still while the others were replaced.
            host.restart(deployed);
        }
    }

    /// As a function does with a batch: what was handled is acknowledged at its end.
    private void handle(Host host, List<Received> received) {
        var handled = new ArrayList<Received>();
        if (received.getFirst().content() instanceof ActivityTask) {
            for (Received delivery : received) {
                if (attempt(host, delivery)) {
                    handled.add(delivery);
                }
            }
        } else {
            var byRun = new LinkedHashMap<RunKey, List<Received>>();
            for (Received delivery : received) {
                byRun.computeIfAbsent(delivery.content().run(), _ -> new ArrayList<>())
                        .add(delivery);
            }
            byRun.forEach((run, deliveries) -> {
                if (advance(host, run, deliveries)) {
                    handled.addAll(deliveries);
                }
            });
        }
        for (Received delivery : handled) {
            host.perform("acknowledge", () -> queues.acknowledge(delivery));
        }
    }

    private boolean attempt(Host host, Received delivery) {
        var task = (ActivityTask) delivery.content();
        judge.arrives(task);
        if (isTraced()) {
            note(
                    host,
                    "attempts %s %d of #%d"
                            .formatted(task.activity(), task.attempt(), task.activityId()));
        }
        int performed = host.performed();
        try {
            host.worker().handle(task, delivery.receiveCount());
            judge.attempted(task, delivery.receiveCount(), host.performed() > performed);
            return true;
        } catch (BelayException failed) {
            judge.onlyOutages(failed);
            queues.release(delivery, Duration.ofSeconds(order.nextInt(5)));
            return false;
        }
    }

    private boolean advance(Host host, RunKey run, List<Received> deliveries) {
        List<RunMessage> messages =
                deliveries.stream().map(delivery -> (RunMessage) delivery.content()).toList();
        messages.forEach(judge::arrives);
        if (isTraced()) {
            note(host, "advances %s by %s".formatted(Judge.shortly(run), Judge.words(messages)));
        }
        try {
            host.orchestrator().advance(run, messages);
            return true;
        } catch (BelayException failed) {
            judge.onlyOutages(failed);
            deliveries.forEach(
                    delivery -> queues.release(delivery, Duration.ofSeconds(order.nextInt(5))));
            return false;
        }
    }

    /// No more faults: all hosts begin anew with one build that has never blocked a run.
    private void heal() {
        healed = true;
        fate.end();
        deploy();
    }

    /// The newest code once more, as a build that no host had before.
    private void deploy() {
        deployed = script.build(deployed == null ? 3 : deployed.number() + 1);
        note("operator", "deploys " + deployed.name());
        for (Host host : hosts) {
            if (host.isFree()) {
                host.restart(deployed);
            }
        }
    }

    Build buildAfterRestart(Build build) {
        return deployed == null ? build : deployed;
    }

    Instant someStandstill() {
        return time.instant().plus(Duration.ofMillis(1L << fate.draw(20)));
    }

    Payload text(String value) {
        return new Payload.Inline(CODEC.write(value));
    }

    /// Whether [#note] keeps anything: what it is told costs time to write.
    boolean isTraced() {
        return trace != null;
    }

    void note(Object who, String what) {
        if (trace != null && !stage.isOver()) {
            trace.add("%s  %s %s".formatted(Duration.between(START, time.instant()), who, what));
        }
    }

    void broken(Judge.Broken by) {
        broken = by;
    }

    @Nullable String brokenPromise() {
        return broken == null ? null : broken.promise;
    }

    List<String> trace() {
        return trace == null ? List.of() : trace;
    }

    /// Histories that the judge reads along.
    private final class WatchedHistories implements HistoryStore {
        @Override
        public boolean append(RunKey run, StoredBatch batch) {
            boolean appended = memory.append(run, batch);
            if (appended) {
                judge.appended(run, HistoryFields.fromStored(batch));
            }
            return appended;
        }

        @Override
        public List<StoredBatch> read(RunKey run, long after, int limit) {
            return memory.read(run, after, limit);
        }

        @Override
        public void compact(RunKey run, long through) {
            memory.compact(run, through);
        }

        @Override
        public void putSnapshot(RunKey run, Snapshot snapshot) {
            memory.putSnapshot(run, snapshot);
        }

        @Override
        public Optional<Snapshot> latestSnapshot(RunKey run) {
            return memory.latestSnapshot(run);
        }
    }

    Map<RunKey, RunHead> heads(Iterable<RunKey> runs) {
        var heads = new LinkedHashMap<RunKey, RunHead>();
        for (RunKey run : runs) {
            index.head(run).ifPresent(head -> heads.put(run, head));
        }
        return heads;
    }
}
