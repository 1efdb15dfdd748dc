package dev.belay.testkit.simulation;

import dev.belay.core.engine.DeadLetters;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.functions.support.ActivityWorker;
import dev.belay.functions.support.AttemptRunner;
import dev.belay.testkit.EffectfulPorts;
import dev.belay.testkit.Effects;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// One host: an orchestrator and a worker, with a clock of its own, that can die or stand still at
/// any effect.
final class Host implements Effects {
    private final World world;
    private final String name;
    private final InstantSource clock;
    private Build build;
    private boolean dead;
    private boolean frozen;
    private int performed;
    private Parts parts;

    /// What a process is made of.
    private record Parts(Orchestrator orchestrator, ActivityWorker worker, DeadLetters letters) {}

    /// @param clockError how far the host's clock is ahead
    Host(World world, String name, Build build, Duration clockError) {
        this.world = world;
        this.name = name;
        this.build = build;
        InstantSource time = world.time;
        this.clock = clockError.isZero() ? time : () -> time.instant().plus(clockError);
        this.parts = parts();
    }

    private Parts parts() {
        var ports =
                new EnginePorts(
                        new EffectfulPorts.Histories(world.histories, this),
                        new EffectfulPorts.Index(world.index, this),
                        new EffectfulPorts.Inboxes(world.inbox, this),
                        new EffectfulPorts.Queues(world.queues, this),
                        new EffectfulPorts.Timers(world.sweptTimers, this),
                        new EffectfulPorts.Attempts(world.attempts, this),
                        clock);
        var options =
                EngineOptions.of(build.name())
                        .withWarmRunsMax(world.warmRunsMax)
                        .withSnapshotAfter(world.snapshotAfter);
        var orchestrator = new Orchestrator(ports, build.deciders(world.payloads), options);
        var worker =
                new ActivityWorker(
                        world.work.activities(this),
                        world.payloads.codec(),
                        world.payloads.store(),
                        ports.attempts(),
                        ports.queues(),
                        clock,
                        AttemptRunner.inline());
        return new Parts(orchestrator, worker, new DeadLetters(orchestrator, ports.queues()));
    }

    /// The host is gone, and begins anew with nothing in memory.
    void restart(Build with) {
        forget();
        build = with;
        dead = false;
        parts = parts();
    }

    void restart() {
        restart(world.buildAfterRestart(build));
    }

    @Override
    public String toString() {
        return name;
    }

    void forget() {
        parts.orchestrator().dropWarmRuns();
    }

    Build build() {
        return build;
    }

    boolean isFree() {
        return !frozen;
    }

    /// An activity does something in the world.
    void performs() {
        performed++;
    }

    int performed() {
        return performed;
    }

    InstantSource clock() {
        return clock;
    }

    Orchestrator orchestrator() {
        return parts.orchestrator();
    }

    ActivityWorker worker() {
        return parts.worker();
    }

    DeadLetters letters() {
        return parts.letters();
    }

    // ---- what may happen at an effect

    @Override
    public void perform(String effect, Runnable run) {
        before(effect);
        run.run();
        world.note(this, effect);
        pause(effect);
        if (world.fate.strikes(FaultKind.HOST_DIED_AFTER)) {
            throw die("after " + effect);
        }
        if (world.fate.strikes(FaultKind.ANSWER_LOST)) {
            world.note(this, "loses the answer of " + effect);
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "simulated: the answer of %s".formatted(effect));
        }
    }

    @Override
    public <T> T read(String name, Supplier<T> look) {
        before(name);
        T seen = look.get();
        pause(name);
        return seen;
    }

    private void before(String effect) {
        if (dead) {
            throw new HostDied("and is still dead at " + effect);
        }
        pause(effect);
        if (world.fate.strikes(FaultKind.HOST_DIED_BEFORE)) {
            throw die("before " + effect);
        }
        if (world.fate.strikes(FaultKind.CALL_REFUSED)) {
            world.note(this, "is refused " + effect);
            throw new BelayException(
                    ErrorCode.THROTTLED, "simulated: %s is refused".formatted(effect));
        }
    }

    /// Stands still, perhaps.
    void pause(String effect) {
        boolean ends = world.fate.strikes(FaultKind.HOST_RAN_OUT_OF_TIME);
        if (ends || world.fate.strikes(FaultKind.HOST_FROZEN)) {
            world.note(this, "freezes at " + effect);
            frozen = true;
            boolean resumed = world.stage.standStill(world.someStandstill());
            frozen = false;
            if (ends || !resumed) {
                throw die("at its time limit, at " + effect);
            }
            world.note(this, "goes on at " + effect);
        }
    }

    private HostDied die(String where) {
        dead = true;
        world.note(this, "dies " + where);
        return new HostDied(where);
    }
}
