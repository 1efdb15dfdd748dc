package dev.belay.core.engine;

import dev.belay.core.command.Command;
import dev.belay.core.decider.Decider;
import dev.belay.core.error.BelayException;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.history.HistoryEvent.RunTerminated;
import dev.belay.core.history.HistoryEvent.RunTimedOut;
import dev.belay.core.history.HistoryEvent.RunUnblocked;
import dev.belay.core.history.Snapshot;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One advance of one run: fold, decide, append, hand on.
final class Advance {
    private final Orchestrator engine;
    private final LoadedRun loaded;
    private final RunState state;
    private final List<RunMessage> messages;
    private final boolean inboxFirst;
    private final BatchWriter writer;

    /// Commands that were given, or whose next attempt was decided on, in this advance.
    private final Set<Integer> touched = new LinkedHashSet<>();

    private final long batchBefore;

    /// Null where the run has taken over nothing just now.
    private final @Nullable TakeOver takeOver;

    /// @param inboxFirst the inbox was sealed for an end of the run that did not come, because
    ///   there was something in it
    Advance(
            Orchestrator engine,
            LoadedRun loaded,
            List<RunMessage> messages,
            boolean inboxFirst,
            @Nullable TakeOver takeOver) {
        this.engine = engine;
        this.loaded = loaded;
        this.state = loaded.state;
        this.messages = messages;
        this.inboxFirst = inboxFirst;
        this.writer = new BatchWriter(engine.ports().histories(), state);
        this.batchBefore = state.lastBatch();
        this.takeOver = takeOver;
    }

    void run() {
        if (!loaded.unrecorded.isEmpty()) {
            completeSplitDecision();
        }
        Instant now = engine.now(state.lastTime());
        Intake intake = state.exists() ? intake(now) : null;
        if (intake == null) {
            begin(now);
        } else {
            var incoming = new ArrayList<Incoming>();
            if (takeOver != null) {
                incoming.addAll(takeOver.told());
            }
            incoming.addAll(intake.events());
            record(now, incoming);
        }
        while (state.checkpointed() && loaded.decider != null) {
            decide(engine.now(state.lastTime()), List.of());
        }
        if (inboxFirst && !state.status().isClosed()) {
            engine.ports().inbox().unseal(state.run(), state.lastBatch());
        }
        handOn(intake, now);
        compact();
        keepSnapshot();
    }

    private Intake intake(Instant now) {
        var intake = new Intake(state, now, engine.ports().attempts());
        messages.forEach(intake::fold);
        if (intake.readInbox() || inboxFirst) {
            List<InboxItem> items = engine.ports().inbox().read(state.run());
            intake.fold(items);
            if (items.isEmpty() && !state.status().isClosed()) {
                // A seal that a crashed advance left behind would refuse senders for ever.
                engine.ports().inbox().unseal(state.run(), state.lastBatch());
            }
        }
        return intake;
    }

    private void begin(Instant now) {
        RunMessage.Start start = Orchestrator.startAmong(messages);
        if (start == null) {
            throw new IllegalStateException("run %s has no start".formatted(state.run()));
        }
        RunStarted started = engine.started(state.run(), start.request());
        var incoming = new ArrayList<Incoming>();
        incoming.add(started);
        var intake = new Intake(state, now, engine.ports().attempts());
        Set<String> carried =
                started.request().carried().stream()
                        .map(InboxItem::itemId)
                        .collect(Collectors.toSet());
        // What was carried over may have been sent once more, here.
        intake.fold(
                engine.ports().inbox().read(state.run()).stream()
                        .filter(item -> !carried.contains(item.itemId()))
                        .toList());
        incoming.addAll(intake.events());
        try {
            loaded.decider = engine.open(state.run(), started.request(), now);
        } catch (BelayException unknown) {
            if (unknown.code().isOutage()) {
                throw unknown;
            }
            loaded.newlyBlocked = engine.loader().blockedBy(unknown);
        }
        record(now, incoming);
    }

    private void record(Instant now, List<Incoming> incoming) {
        if (endsByForce(incoming)) {
            engine.ports().inbox().seal(state.run(), state.lastBatch() + 1);
            append(now, incoming);
        } else if (state.status().isClosed()) {
            // Nothing follows the end of a run; what came late is acknowledged.
            return;
        } else if (loaded.newlyBlocked != null) {
            block(now, loaded.newlyBlocked, incoming);
        } else if (loaded.decider == null) {
            appendHeld(now, incoming);
        } else if (state.blocked() != null) {
            unblock(now, incoming);
        } else if (!incoming.isEmpty()) {
            decide(now, incoming);
        }
    }

    private static boolean endsByForce(List<Incoming> incoming) {
        return !incoming.isEmpty()
                && (incoming.getLast() instanceof RunTerminated
                        || incoming.getLast() instanceof RunTimedOut);
    }

    private void block(Instant now, RunBlocked why, List<Incoming> incoming) {
        loaded.dispose();
        loaded.newlyBlocked = null;
        var events = new ArrayList<HistoryEvent>();
        boolean begins = !incoming.isEmpty() && incoming.getFirst() instanceof RunStarted;
        if (begins) {
            events.add(incoming.getFirst());
        }
        events.add(why);
        events.addAll(begins ? incoming.subList(1, incoming.size()) : incoming);
        Lane lane =
                begins && incoming.getFirst() instanceof RunStarted(var request)
                        ? request.lane()
                        : state.request().lane();
        engine.armRecheck(state.run(), lane, now);
        append(now, events);
        loaded.held.addAll(incoming);
    }

    private void appendHeld(Instant now, List<Incoming> incoming) {
        if (!incoming.isEmpty()) {
            append(now, incoming);
            loaded.held.addAll(incoming);
        }
    }

    private void unblock(Instant now, List<Incoming> incoming) {
        var told = new ArrayList<>(loaded.held);
        told.addAll(incoming);
        loaded.held.clear();
        decide(now, told, new RunUnblocked(engine.options().build()), incoming);
    }

    private void decide(Instant now, List<Incoming> told) {
        decide(now, told, null, told);
    }

    private void decide(
            Instant now,
            List<Incoming> told,
            @Nullable RunUnblocked unblocked,
            List<Incoming> incoming) {
        Decider decider = loaded.decider;
        if (decider == null) {
            throw new IllegalStateException("run %s has no decider".formatted(state.run()));
        }
        List<CommandIssued> commands;
        try {
            commands = decider.decide(now, told);
        } catch (BelayException failed) {
            if (failed.code().isOutage()) {
                throw failed;
            }
            block(now, engine.loader().blockedBy(failed), incoming);
            return;
        }
        commands = closeInbox(commands, incoming);
        var events = new ArrayList<HistoryEvent>(incoming.size() + commands.size() + 1);
        if (unblocked != null) {
            events.add(unblocked);
        }
        events.addAll(incoming);
        events.addAll(commands);
        if (!events.isEmpty()) {
            append(now, events);
        }
    }

    /// A run that ends takes first what was promised to be seen. One that continues hands that on,
    /// and the ids of what it took.
    private List<CommandIssued> closeInbox(List<CommandIssued> commands, List<Incoming> incoming) {
        if (commands.isEmpty()
                || !(commands.getLast().command() instanceof Command.Closing closing)) {
            return commands;
        }
        List<InboxItem> unseen =
                unseen(engine.ports().inbox().seal(state.run(), state.lastBatch() + 1), incoming);
        boolean forced = unseen.stream().anyMatch(InboxItem.Terminate.class::isInstance);
        if (forced || !(closing instanceof Command.ContinueAsNew(var next, var request))) {
            if (unseen.isEmpty()) {
                return commands;
            }
            // An order to end is for this run, not for one that continues it.
            throw new InboxNotEmpty();
        }
        var carried = new ArrayList<>(request.carried());
        carried.addAll(unseen);
        carried.addAll(taken(incoming));
        var changed = new ArrayList<>(commands.subList(0, commands.size() - 1));
        changed.add(
                new CommandIssued(
                        commands.getLast().id(),
                        new Command.ContinueAsNew(
                                next, request.withContinuation(request.continuedFrom(), carried))));
        return changed;
    }

    private List<InboxItem> unseen(List<InboxItem> items, List<Incoming> incoming) {
        return items.stream()
                .filter(item -> state.takenIn(item.itemId()) == null)
                .filter(item ->
                        incoming.stream()
                                .noneMatch(event -> itemsOf(event).contains(item.itemId())))
                .toList();
    }

    /// By their ids, so that the next run knows them when they are sent again.
    private List<InboxItem> taken(List<Incoming> incoming) {
        var ids = new LinkedHashSet<>(state.takenItems());
        incoming.forEach(event -> ids.addAll(itemsOf(event)));
        return ids.stream()
                .skip(Math.max(0, ids.size() - Limits.TAKEN_CARRIED_MAX))
                .<InboxItem>map(InboxItem.Taken::new)
                .toList();
    }

    private static List<String> itemsOf(Incoming event) {
        return switch (event) {
            case RunStarted(var request) ->
                    request.carried().stream().map(InboxItem::itemId).toList();
            case HistoryEvent.SignalReceived signal -> List.of(signal.itemId());
            case HistoryEvent.UpdateRequested update -> List.of(update.itemId());
            case HistoryEvent.CancelRequested cancel -> List.of(cancel.itemId());
            case RunTerminated terminated -> List.of(terminated.itemId());
            default -> List.of();
        };
    }

    private void completeSplitDecision() {
        Instant time = state.lastTime();
        List<CommandIssued> commands = closeInbox(loaded.unrecorded, List.of());
        loaded.unrecorded = List.of();
        append(time, commands);
    }

    private void append(Instant time, List<? extends HistoryEvent> events) {
        writer.append(time, events);
        for (HistoryEvent event : events) {
            if (event instanceof CommandIssued(int id, var command)) {
                touched.add(command instanceof Command.CancelChild cancel ? cancel.target() : id);
            } else if (event instanceof ActivityAttemptFailed failed) {
                touched.add(failed.activityId());
            }
        }
        if (state.status().isClosed()) {
            loaded.dispose();
        }
    }

    private void handOn(@Nullable Intake intake, Instant now) {
        if (intake != null && !intake.asks() && takeOver == null) {
            return;
        }
        HandOn handOn = engine.handOn(state, now);
        if (takeOver != null || (intake != null && intake.everything())) {
            handOn.everything();
        }
        for (int id : touched) {
            handOn.command(id);
        }
        for (long batch = batchBefore + 1; batch <= state.lastBatch(); batch++) {
            handOn.runFacts(batch);
        }
        if (intake != null) {
            for (long batch : intake.repeatBatches()) {
                handOn.batch(batch);
            }
            for (int id : intake.repeatCommands()) {
                handOn.command(id);
            }
            handOn.forget(intake.known());
            intake.early().forEach(handOn::again);
        }
        // Which message blocked the run or let it go on is not known, so that the first one that a
        // host handles after loading such a run repeats that hand-on for it.
        for (long batch : state.unblockedIn()) {
            if (batch > loaded.handedOnThrough && batch <= batchBefore) {
                handOn.batch(batch);
            }
        }
        if (state.blocked() != null && !loaded.recheckAt.isAfter(now)) {
            handOn.recheckLater();
        }
        handOn.send();
        loaded.handedOnThrough = state.lastBatch();
        Instant recheckAt = handOn.recheckAt();
        if (recheckAt != null) {
            loaded.recheckAt = recheckAt;
        }
    }

    private void compact() {
        int every = engine.options().compactAfter();
        if (every == 0) {
            return;
        }
        long through = state.lastBatch() - state.lastBatch() % every;
        if (through > loaded.compactedThrough && !state.status().isClosed()) {
            loaded.compactedThrough = through;
            engine.ports().histories().compact(state.run(), through);
        }
    }

    /// Writes down where the run stands, so that a host that does not know it need not read all of
    /// its history.
    private void keepSnapshot() {
        int every = engine.options().snapshotAfter();
        if (every == 0
                || state.lastBatch() - loaded.snapshotAt < every
                || loaded.decider == null
                || state.blocked() != null
                || state.splitDecision()
                || state.checkpointed()
                || !loaded.held.isEmpty()) {
            return;
        }
        byte[] decider = loaded.decider.snapshot();
        if (decider == null) {
            return;
        }
        loaded.snapshotAt = state.lastBatch();
        Snapshot snapshot = new RunSnapshot(state, decider).toSnapshot();
        if (snapshot.bytes().length <= RunSnapshot.BYTES_MAX) {
            engine.ports().histories().putSnapshot(state.run(), snapshot);
        }
    }

    /// The run was about to end, but something was promised to be seen first.
    static final class InboxNotEmpty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InboxNotEmpty() {
            super("inbox not empty", null, false, false);
        }
    }
}
