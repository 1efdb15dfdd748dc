package dev.belay.core.machine;

import dev.belay.core.codec.BinaryReader;
import dev.belay.core.codec.BinaryWriter;
import dev.belay.core.codec.FieldReader;
import dev.belay.core.codec.FieldWriter;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The folded state of an open run as bytes: what follows can be folded into it as if all before
/// had been. The same state gives the same bytes.
public final class RunStateFields {
    /// Raised when older builds cannot read what is written.
    private static final int FORMAT = 1;

    private RunStateFields() {}

    /// @throws IllegalStateException when the run has no history, or is closed
    public static byte[] toBytes(RunState state) {
        if (state.status.isClosed()) {
            throw new IllegalStateException("run %s is closed".formatted(state.run));
        }
        return BinaryWriter.record(state, RunStateFields::write);
    }

    /// @throws BelayException `UNREADABLE_HISTORY` or `UNSUPPORTED_HISTORY`
    public static RunState fromBytes(RunKey run, byte[] bytes) {
        return BinaryReader.record(bytes, r -> read(run, r));
    }

    private record InBatch(long batch, String item, int command) {}

    private static void write(FieldWriter w, RunState state) {
        w.number(1, "format", FORMAT);
        w.object(
                2, "started", (HistoryEvent) new RunStarted(state.request()), HistoryFields::write);
        w.instant(3, "startedAt", state.startedAt());
        w.text(4, "status", state.status.name());
        w.text(5, "reason", state.reason);
        w.object(6, "blocked", (HistoryEvent) state.blocked, HistoryFields::write);
        w.flag(7, "splitDecision", state.splitDecision);
        w.flag(8, "checkpointed", state.checkpointed);
        w.number(9, "lastBatch", state.lastBatch);
        w.number(10, "lastCommandId", state.lastCommandId);
        w.number(11, "startedIn", state.startedIn);
        w.number(12, "beganIn", state.beganIn);
        w.number(13, "headChangedIn", state.headChangedIn);
        w.number(14, "blockedIn", state.blockedIn);
        w.list(15, "pending", state.pending.values(), RunStateFields::writePending);
        w.payload(
                16,
                "closedCommands",
                new Payload.Inline(state.closedCommands.bytes(state.lastCommandId)));
        w.list(17, "taken", taken(state), RunStateFields::writeInBatch);
        w.list(18, "cancelled", cancelled(state), RunStateFields::writeInBatch);
        w.list(
                19,
                "goingOn",
                new TreeSet<>(state.goingOn),
                (one, batch) -> one.number(1, "batch", batch));
        w.map(20, "attributes", new TreeMap<>(state.attributes));
        w.map(21, "memo", new TreeMap<>(state.memo));
        w.texts(22, "tags", new TreeSet<>(state.tags));
        w.instant(23, "lastTime", state.lastTime);
        w.list(24, "unblockedIn", state.unblockedIn, (one, batch) -> one.number(1, "batch", batch));
        w.list(25, "childrenStarted", childrenStarted(state), RunStateFields::writeInBatch);
    }

    private static RunState read(RunKey run, FieldReader r) {
        long format = r.number(1, "format");
        if (format != FORMAT) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "run %s has a snapshot of format %d, this build reads %d"
                            .formatted(run, format, FORMAT));
        }
        var state = new RunState(run);
        state.request = ((RunStarted) r.object(2, "started", HistoryFields::read)).request();
        state.startedAt = r.instant(3, "startedAt");
        state.status = RunStatus.valueOf(r.text(4, "status"));
        state.reason = r.textOrNull(5, "reason");
        state.blocked = (RunBlocked) r.objectOrNull(6, "blocked", HistoryFields::read);
        state.splitDecision = r.flag(7, "splitDecision");
        state.checkpointed = r.flag(8, "checkpointed");
        state.lastBatch = r.number(9, "lastBatch");
        state.lastCommandId = r.integer(10, "lastCommandId");
        state.startedIn = r.number(11, "startedIn");
        state.beganIn = r.number(12, "beganIn");
        state.headChangedIn = r.number(13, "headChangedIn");
        state.blockedIn = r.number(14, "blockedIn");
        for (Pending pending : r.list(15, "pending", RunStateFields::readPending)) {
            state.pending.put(pending.id(), pending);
        }
        if (r.payload(16, "closedCommands") instanceof Payload.Inline(var bytes)) {
            state.closedCommands.read(bytes);
        }
        for (InBatch taken : r.list(17, "taken", RunStateFields::readInBatch)) {
            state.inboxTaken.put(taken.item(), taken.batch());
            state.takenItems
                    .computeIfAbsent(taken.batch(), _ -> new ArrayList<>(1))
                    .add(taken.item());
        }
        for (InBatch cancelled : r.list(18, "cancelled", RunStateFields::readInBatch)) {
            state.cancelledActivities
                    .computeIfAbsent(cancelled.batch(), _ -> new HashSet<>())
                    .add(cancelled.command());
        }
        state.goingOn.addAll(r.list(19, "goingOn", one -> one.number(1, "batch")));
        state.attributes = r.map(20, "attributes");
        state.memo = r.map(21, "memo");
        state.tags = r.texts(22, "tags");
        state.lastTime = r.instant(23, "lastTime");
        state.unblockedIn.addAll(r.list(24, "unblockedIn", one -> one.number(1, "batch")));
        for (InBatch started : r.list(25, "childrenStarted", RunStateFields::readInBatch)) {
            state.childStartedIn.put(started.command(), started.batch());
        }
        return state;
    }

    private static List<InBatch> taken(RunState state) {
        var all = new ArrayList<InBatch>();
        new TreeMap<>(state.takenItems)
                .forEach((batch, items) ->
                        items.forEach(item -> all.add(new InBatch(batch, item, 0))));
        return all;
    }

    private static List<InBatch> cancelled(RunState state) {
        var all = new ArrayList<InBatch>();
        new TreeMap<>(state.cancelledActivities)
                .forEach((batch, ids) ->
                        new TreeSet<>(ids).forEach(id -> all.add(new InBatch(batch, "", id))));
        return all;
    }

    private static List<InBatch> childrenStarted(RunState state) {
        var all = new ArrayList<InBatch>();
        new TreeMap<>(state.childStartedIn)
                .forEach((id, batch) -> all.add(new InBatch(batch, "", id)));
        return all;
    }

    private static void writeInBatch(FieldWriter w, InBatch one) {
        w.number(1, "batch", one.batch());
        w.text(2, "item", one.item());
        w.number(3, "command", one.command());
    }

    private static InBatch readInBatch(FieldReader r) {
        return new InBatch(r.number(1, "batch"), r.text(2, "item"), r.integer(3, "command"));
    }

    private static void writePending(FieldWriter w, Pending pending) {
        Command command =
                switch (pending) {
                    case Pending.Activity activity -> activity.command();
                    case Pending.Timer timer -> timer.command();
                    case Pending.Child child -> child.command();
                    case Pending.Delivery delivery -> delivery.command();
                };
        w.object(
                1,
                "issued",
                (HistoryEvent) new CommandIssued(pending.id(), command),
                HistoryFields::write);
        w.number(2, "touchedIn", pending.touchedIn());
        if (pending instanceof Pending.Activity activity) {
            w.instant(3, "scheduledAt", activity.scheduledAt());
            w.number(4, "attempt", activity.attempt());
            w.instant(5, "notBefore", activity.notBefore());
            w.number(6, "lostInRow", activity.lostInRow());
        } else if (pending instanceof Pending.Child child) {
            w.flag(7, "started", child.started());
            w.text(8, "cancelReason", child.cancelReason());
        }
    }

    private static Pending readPending(FieldReader r) {
        var issued = (CommandIssued) r.object(1, "issued", HistoryFields::read);
        long touchedIn = r.number(2, "touchedIn");
        int id = issued.id();
        return switch (issued.command()) {
            case Command.ScheduleActivity schedule -> {
                Instant scheduledAt = r.instant(3, "scheduledAt");
                int attempt = r.integer(4, "attempt");
                Instant notBefore = r.instantOrNull(5, "notBefore");
                int lostInRow = r.integer(6, "lostInRow");
                yield new Pending.Activity(
                        id, schedule, scheduledAt, attempt, notBefore, lostInRow, touchedIn);
            }
            case Command.StartTimer timer -> new Pending.Timer(id, timer, touchedIn);
            case Command.StartChild child -> {
                boolean started = r.flag(7, "started");
                String cancelReason = r.textOrNull(8, "cancelReason");
                yield new Pending.Child(id, child, started, cancelReason, touchedIn);
            }
            default -> new Pending.Delivery(id, issued.command(), touchedIn);
        };
    }
}
