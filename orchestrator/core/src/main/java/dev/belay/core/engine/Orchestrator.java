package dev.belay.core.engine;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Advances runs: the one coordinator of the engine.
///
/// Safe to call from many threads; two that advance the same run at once race for its next batch,
/// and the loser starts over from what the winner wrote.
public final class Orchestrator {
    private final EnginePorts ports;
    private final Deciders deciders;
    private final EngineOptions options;
    private final RunLoader loader;
    private final RunTimers timers;
    private final StartClaim claims;
    private final WarmRuns warm;

    public Orchestrator(EnginePorts ports, Deciders deciders, EngineOptions options) {
        this.ports = ports;
        this.options = options;
        this.deciders = deciders;
        this.loader =
                new RunLoader(
                        ports.histories(), deciders, options.build(), options.snapshotAfter());
        this.timers = new RunTimers(ports.queues(), ports.timers(), ports.clock());
        this.claims = new StartClaim(ports.index());
        this.warm = new WarmRuns(options.warmRunsMax());
    }

    /// Advances one run by messages that are all for it. When it returns, they may be acknowledged:
    /// everything that they caused is recorded and handed on. When it throws, they must come again.
    ///
    /// @throws BelayException `CONTENDED` after losing too many races, or what a port threw
    public void advance(RunKey run, List<RunMessage> messages) {
        boolean inboxFirst = false;
        for (int race = 0; race < Limits.APPEND_RACES_MAX; race++) {
            LoadedRun loaded = take(run, messages);
            boolean keep = false;
            try {
                if (!loaded.state.exists() && !begin(run, messages)) {
                    return;
                }
                TakeOver takeOver = TakeOver.of(this, loaded.state, messages);
                if (takeOver != null) {
                    loaded.dispose();
                    loaded = takeOver.load();
                }
                new Advance(this, loaded, messages, inboxFirst, takeOver).run();
                keep = true;
                return;
            } catch (LostRace _) {
                // Somebody else advanced the run. What they wrote is the truth to start from.
            } catch (Advance.InboxNotEmpty _) {
                // Nothing was appended. Decide again, this time knowing what is in the inbox.
                inboxFirst = true;
            } finally {
                if (keep) {
                    warm.put(loaded);
                } else {
                    loaded.dispose();
                }
            }
        }
        throw new BelayException(
                ErrorCode.CONTENDED,
                "run %s: %d other advances were faster; the messages come again"
                        .formatted(run, Limits.APPEND_RACES_MAX));
    }

    /// The run from memory, unless a message speaks of what this host has not read yet: another one
    /// has advanced the run since. A store that keeps batches for a time keeps what is read, and a
    /// host may hold a run for longer than the messages that it waits for, hence the time limit; a
    /// watchdog's message is always answered from the whole history.
    private LoadedRun take(RunKey run, List<RunMessage> messages) {
        LoadedRun inMemory = warm.take(run);
        Instant now = ports.clock().instant();
        boolean watchdog = messages.stream().anyMatch(Watchdog::isWakeUp);
        if (inMemory == null) {
            return watchdog ? loader.loadWhole(run, now) : loader.load(run, now);
        }
        boolean kept = false;
        try {
            kept =
                    now.isBefore(inMemory.loadedAt.plus(Limits.WARM_MAX))
                            && !watchdog
                            && (Intake.knowsAll(inMemory.state, messages)
                                    || isNewest(inMemory.state));
        } finally {
            if (!kept) {
                inMemory.dispose();
            }
        }
        if (kept) {
            return inMemory;
        }
        LoadedRun loaded = watchdog ? loader.loadWhole(run, now) : loader.load(run, now);
        loaded.recheckAt = inMemory.recheckAt;
        return loaded;
    }

    /// Whether nobody has appended since the state was read.
    private boolean isNewest(RunState state) {
        return ports.histories().read(state.run(), state.lastBatch(), 1).isEmpty();
    }

    /// Decides whether a run that has no history is to begin.
    private boolean begin(RunKey run, List<RunMessage> messages) {
        RunMessage.Start start = startAmong(messages);
        if (start == null) {
            List<RunMessage> others =
                    messages.stream().filter(message -> !Watchdog.isWakeUp(message)).toList();
            if (others.size() < messages.size()) {
                wakePredecessor(run);
            }
            if (!others.isEmpty()) {
                requireNothingPromised(run);
            }
            return false;
        }
        StartRequest request = start.request();
        if (!(claims.claim(run, request) instanceof StartClaim.Result.Refused refused)) {
            return true;
        }
        if (!ports.histories().read(run, 0, 1).isEmpty()) {
            // Another host has begun it meanwhile, and it may even be continued by the one that
            // stands in the way.
            throw new LostRace();
        }
        if (refused.open() && request.conflict() == ConflictPolicy.TERMINATE_EXISTING) {
            // The caller has asked the other run to end; this one follows when it has.
            ports.queues()
                    .send(
                            List.of(
                                    new Outgoing(
                                            TaskQueue.orchestrator(request.lane()),
                                            start,
                                            Duration.ofSeconds(1))));
        } else if (request.parent() != null) {
            var failure =
                    Failure.engine(
                            "duplicate-run",
                            "workflow id '%s' is taken by run %s"
                                    .formatted(request.workflowId(), refused.existing()));
            ports.queues()
                    .send(
                            List.of(
                                    Outgoing.now(
                                            TaskQueue.orchestrator(request.parent().lane()),
                                            new RunMessage.ChildStarted(
                                                    request.parent().run(),
                                                    request.parent().commandId(),
                                                    run.runId(),
                                                    failure))));
        }
        return false;
    }

    /// A run that continues another has the request of its start in the other's history, from where
    /// it can be sent again. The start of a run that a caller started is nowhere but in its
    /// message.
    private void wakePredecessor(RunKey run) {
        ports.index()
                .head(run)
                .flatMap(head -> ports.index().current(run.workspace(), head.workflowId()))
                .flatMap(current -> ports.index().head(new RunKey(run.workspace(), current)))
                .filter(before -> run.runId().equals(before.next()))
                .ifPresent(before -> ports.queues().send(List.of(Watchdog.wakeUp(before))));
    }

    /// What is in the inbox of a run that has not begun was promised to be seen: its start is still
    /// on the way, so the wake-up must come again.
    private void requireNothingPromised(RunKey run) {
        if (!ports.inbox().read(run).isEmpty()) {
            throw new BelayException(
                    ErrorCode.CONTENDED,
                    "run %s has not begun yet but has something in its inbox; the message comes again"
                            .formatted(run));
        }
    }

    static RunMessage.@Nullable Start startAmong(List<RunMessage> messages) {
        for (RunMessage message : messages) {
            if (message instanceof RunMessage.Start start) {
                return start;
            }
        }
        return null;
    }

    /// Blocks a run whose messages keep failing, so that it is listed with the reason instead of
    /// falling silent. It is tried again when another build arrives, or somebody asks.
    ///
    /// @return false when there is no such open run
    public boolean block(RunKey run, ErrorCode code, String why) {
        for (int race = 0; race < Limits.APPEND_RACES_MAX; race++) {
            LoadedRun discarded = warm.take(run);
            if (discarded != null) {
                discarded.dispose();
            }
            var state = loader.state(run);
            if (!state.exists() || state.status().isClosed()) {
                return false;
            }
            var events = new ArrayList<HistoryEvent>();
            events.add(new RunBlocked(code.code(), why, options.build()));
            TakeOver takeOver = TakeOver.of(this, state, List.of());
            if (takeOver != null) {
                // Batches are numbered: what it takes over has to be there before anything else.
                LoadedRun loaded = takeOver.load();
                loaded.dispose();
                state = loaded.state;
                events.addAll(takeOver.told());
            }
            if (state.blocked() == null) {
                armRecheck(state.run(), state.request().lane(), ports.clock().instant());
                var writer = new BatchWriter(ports.histories(), state);
                try {
                    writer.append(now(state.lastTime()), events);
                } catch (LostRace _) {
                    continue;
                }
            }
            // Also where it was blocked before: by this, perhaps, on a host that died then, so that
            // lists show it.
            var handOn = handOn(state, ports.clock().instant());
            if (state.request().resumed() != null) {
                // What it took over may have been handed on by nobody yet.
                handOn.everything();
            }
            handOn.batch(state.blockedIn());
            handOn.send();
            return true;
        }
        return false;
    }

    /// Promises that a run that is about to be blocked will be tried again, later than any host can
    /// stand still in the middle of blocking it. First, because whoever dies between the two may
    /// hold a message that another host has handled and acknowledged: then nothing would repeat
    /// what it left undone.
    void armRecheck(RunKey run, Lane lane, Instant now) {
        var timer = TimerKey.ofRun(TimerKey.Kind.BLOCKED_RECHECK);
        var due = new RunMessage.TimerDue(run, timer, now.plus(Limits.BLOCKED_RECHECK_LATEST));
        var outgoing = new ArrayList<Outgoing>();
        timers.arm(lane, due, outgoing);
        if (!outgoing.isEmpty()) {
            ports.queues().send(outgoing);
        }
    }

    /// Sends timers that are due soon; see [RunTimers#sweep].
    public int sweepTimers() {
        return timers.sweep();
    }

    /// Forgets all runs in memory. Costs time, changes nothing.
    public void dropWarmRuns() {
        warm.clear();
    }

    // ---- what an advance uses

    EnginePorts ports() {
        return ports;
    }

    EngineOptions options() {
        return options;
    }

    RunLoader loader() {
        return loader;
    }

    Instant now(Instant notBefore) {
        Instant now = ports.clock().instant();
        return now.isBefore(notBefore) ? notBefore : now;
    }

    HandOn handOn(RunState state, Instant now) {
        return new HandOn(ports, loader, timers, state, now);
    }

    /// The first event: the request with its version chosen.
    RunStarted started(RunKey run, StartRequest request) {
        if (request.version() != 0) {
            return new RunStarted(request);
        }
        try {
            return new RunStarted(
                    request.withVersion(
                            deciders.newestVersion(run.workspace(), request.workflow())));
        } catch (BelayException unknown) {
            if (unknown.code().isOutage()) {
                throw unknown;
            }
            // The run blocks, and begins when a build arrives that knows the workflow.
            return new RunStarted(request);
        }
    }

    Decider open(RunKey run, StartRequest request, Instant startedAt) {
        return deciders.open(run, request, startedAt);
    }

    /// Another advance appended the batch that this one meant to.
    static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostRace() {
            super("lost race", null, false, false);
        }
    }
}
