package dev.belay.testkit.simulation;

import dev.belay.core.client.ClientPorts;
import dev.belay.core.client.Ids;
import dev.belay.core.client.RunClient;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.testkit.EffectfulPorts;
import dev.belay.testkit.Effects;
import dev.belay.testkit.reference.ReferenceWorkflows;
import dev.belay.testkit.reference.Stimulus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody outside: starts a run and asks things of it, one after the other, again where an answer
/// did not come.
final class Caller implements Effects {
    private final World world;
    private final String name;
    private final Plan plan;
    private final boolean starts;
    private final List<Stimulus> stimuli;
    private final SplittableRandom random;
    private final RunClient client;
    private final NotedInbox inbox;
    private int next;
    private Instant nextAt = World.START;
    private boolean done;
    private boolean frozen;

    /// The id of the signal that is being sent: the same for each try.
    private @Nullable String itemId;

    /// How often the current update was asked for.
    private int asked;

    private final Ids ids;

    private Caller(
            World world,
            String name,
            Plan plan,
            boolean starts,
            List<Stimulus> stimuli,
            SplittableRandom random) {
        this.world = world;
        this.name = name;
        this.plan = plan;
        this.starts = starts;
        this.stimuli = stimuli;
        this.random = random;
        this.ids = new Ids(world.time, random.split());
        this.inbox = new NotedInbox(new EffectfulPorts.Inboxes(world.inbox, this));
        this.client =
                new RunClient(
                        new ClientPorts(
                                new EffectfulPorts.Histories(world.histories, this),
                                new EffectfulPorts.Index(world.index, this),
                                inbox,
                                new EffectfulPorts.Queues(world.queues, this),
                                world.memory,
                                world.time,
                                () -> {}),
                        ids);
    }

    /// Starts the run, then gives the workflow's own stimuli.
    static Caller ofPlan(World world, String name, Plan plan, SplittableRandom random) {
        return new Caller(world, name, plan, true, plan.workflow.stimuli(), random);
    }

    /// Waits until the run is started, then gives other stimuli.
    static Caller disturbing(
            World world, String name, Plan plan, List<Stimulus> stimuli, SplittableRandom random) {
        return new Caller(world, name, plan, false, stimuli, random);
    }

    /// When the caller acts next; `Instant.MAX` when it has nothing more to ask, or stands still in
    /// the middle of asking.
    Instant nextAt() {
        return done || frozen ? Instant.MAX : nextAt;
    }

    void act() {
        try {
            ask();
        } catch (HostDied _) {
            // Somebody else takes up what this caller was about to do.
            again();
        } catch (BelayException failed) {
            refused(failed);
        }
    }

    private void ask() {
        RunKey run = plan.run;
        if (run == null) {
            if (starts) {
                start();
            } else {
                again();
            }
            return;
        }
        if (next == stimuli.size()) {
            done = true;
            return;
        }
        Stimulus stimulus = stimuli.get(next);
        switch (stimulus.kind()) {
            case SIGNAL -> {
                if (itemId == null) {
                    itemId = ids.newItemId();
                }
                String content = stimulus.content();
                var signal = starts ? ReferenceWorkflows.GO : ReferenceWorkflows.NOISE;
                client.signal(run, signal.name(), world.text(content), itemId);
            }
            case UPDATE -> {
                if (itemId == null) {
                    itemId = ids.newItemId();
                }
                if (!isAnswered(run, stimulus.content(), itemId)) {
                    // Who waits for an answer asks less and less often: the run may begin in hours.
                    asked++;
                    nextAt = world.time.instant().plusMillis(1L << Math.min(22, 8 + asked));
                    return;
                }
            }
            case CANCEL -> {
                // Also when the answer is lost, it may have been asked.
                plan.cancelled |= !starts;
                client.cancel(run, stimulus.content());
            }
            case TERMINATE -> {
                plan.terminated |= !starts;
                client.terminate(run, stimulus.content());
            }
        }
        // A signal may have been accepted at an earlier try.
        world.judge.accepted(run, name, itemId == null ? inbox.lastItem() : itemId);
        world.note(this, stimulus.kind() + " accepted");
        proceed();
    }

    /// Asks under the same id until there is an answer.
    private boolean isAnswered(RunKey run, String argument, String id) {
        try {
            Payload answer =
                    client.update(
                            run,
                            ReferenceWorkflows.ADD.name(),
                            world.text(argument),
                            id,
                            Duration.ZERO);
            world.judge.answered(run, argument, answer);
            return true;
        } catch (BelayException failed) {
            if (failed.code() == ErrorCode.INVALID_REQUEST) {
                return false;
            }
            if (failed.code() != ErrorCode.UPDATE_REJECTED) {
                throw failed;
            }
            world.judge.refused(run, argument);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a caller", e);
        }
    }

    private void start() {
        var request =
                StartRequest.of(
                                plan.workflowId,
                                plan.workflow.workflow(),
                                Lane.SYSTEM,
                                world.text("input"))
                        .withPolicies(ReusePolicy.REJECT, ConflictPolicy.USE_EXISTING)
                        .withStartAt(plan.delay == null ? null : World.START.plus(plan.delay))
                        .withTimeout(plan.timeout);
        RunKey run;
        try {
            run = client.start(Workspace.DEFAULT, request).run();
        } catch (BelayException failed) {
            if (failed.code() != ErrorCode.DUPLICATE_RUN) {
                throw failed;
            }
            // A start whose answer was lost has run to its end meanwhile.
            run = client.find(Workspace.DEFAULT, plan.workflowId);
        }
        plan.run = run;
        world.judge.started(run);
        world.note(this, "starts " + Judge.shortly(run));
        waitFor(0);
    }

    private void proceed() {
        next++;
        itemId = null;
        asked = 0;
        waitFor(next);
    }

    private void waitFor(int stimulus) {
        Duration pause = stimulus < stimuli.size() ? stimuli.get(stimulus).after() : Duration.ZERO;
        nextAt = world.time.instant().plus(pause).plusMillis(random.nextInt(2_000));
        done = stimulus >= stimuli.size();
    }

    private void refused(BelayException failed) {
        boolean over = failed.code() == ErrorCode.RUN_CLOSED;
        if (!over) {
            world.judge.onlyOutages(failed);
        }
        RunKey run = plan.run;
        if (over && run != null && world.judge.isClosed(run)) {
            proceed();
        } else {
            again();
        }
    }

    private void again() {
        nextAt = world.time.instant().plusMillis(1L << random.nextInt(16));
    }

    @Override
    public void perform(String effect, Runnable run) {
        before(effect);
        run.run();
        world.note(this, effect);
        if (world.fate.strikes(FaultKind.ANSWER_LOST)) {
            world.note(this, "loses the answer of " + effect);
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "simulated: the answer of %s".formatted(effect));
        }
    }

    @Override
    public <T> T read(String effect, Supplier<T> look) {
        before(effect);
        return look.get();
    }

    private void before(String effect) {
        if (world.fate.strikes(FaultKind.CALLER_FROZEN)) {
            world.note(this, "freezes before " + effect);
            frozen = true;
            boolean resumed = world.stage.standStill(world.someStandstill());
            frozen = false;
            if (!resumed) {
                throw new HostDied("before " + effect);
            }
            world.note(this, "goes on at " + effect);
        }
        if (world.fate.strikes(FaultKind.CALLER_DIED)) {
            world.note(this, "dies before " + effect);
            throw new HostDied("before " + effect);
        }
        if (world.fate.strikes(FaultKind.CALL_REFUSED)) {
            world.note(this, "is refused " + effect);
            throw new BelayException(
                    ErrorCode.THROTTLED, "simulated: %s is refused".formatted(effect));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
