package dev.belay.core.codec;

import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunId;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import java.util.List;

/// The fields of commands, inside the events that record them.
final class CommandFields {
    private static final Kinds KINDS =
            Kinds.of(
                    List.of(
                            Command.ScheduleActivity.class,
                            Command.CancelActivity.class,
                            Command.RecordLocalActivity.class,
                            Command.RecordSideEffect.class,
                            Command.MarkVersion.class,
                            Command.StartTimer.class,
                            Command.CancelTimer.class,
                            Command.StartChild.class,
                            Command.CancelChild.class,
                            Command.SignalRun.class,
                            Command.RequestCancel.class,
                            Command.AcceptUpdate.class,
                            Command.RejectUpdate.class,
                            Command.CompleteUpdate.class,
                            Command.UpsertAttributes.class,
                            Command.Checkpoint.class,
                            Command.CompleteRun.class,
                            Command.FailRun.class,
                            Command.CancelRun.class,
                            Command.ContinueAsNew.class));

    private CommandFields() {}

    static void write(FieldWriter w, Command command) {
        KINDS.write(w, command);
        switch (command) {
            case Command.ScheduleActivity(var activity, var queue, var input, var options) -> {
                w.text(1, "activity", activity);
                w.text(2, "lane", queue.lane().name());
                w.text(3, "queue", queue.name().equals(activity) ? null : queue.name());
                w.payload(4, "input", input);
                ValueFields.writeOptions(w, 5, "options", options);
            }
            case Command.CancelActivity(int target) -> w.number(1, "target", target);
            case Command.RecordLocalActivity(var activity, int attempt, var outcome) -> {
                w.text(1, "activity", activity);
                w.number(2, "attempt", attempt);
                w.object(3, "outcome", outcome, ValueFields::write);
            }
            case Command.RecordSideEffect(var value) -> w.payload(1, "value", value);
            case Command.MarkVersion(var change, int version) -> {
                w.text(1, "change", change);
                w.number(2, "version", version);
            }
            case Command.StartTimer(var fireAt, var label) -> {
                w.instant(1, "fireAt", fireAt);
                w.text(2, "label", label.isEmpty() ? null : label);
            }
            case Command.CancelTimer(int target) -> w.number(1, "target", target);
            case Command.StartChild(var child, var request, var onClose) -> {
                w.text(1, "child", child.value());
                w.object(2, "request", request, ValueFields::write);
                w.text(3, "onClose", ValueFields.lower(onClose));
            }
            case Command.CancelChild(int target, var reason) -> {
                w.number(1, "target", target);
                w.text(2, "reason", reason);
            }
            case Command.SignalRun(var target, var runId, var signal, var payload) -> {
                w.text(1, "target", target.value());
                w.text(2, "runId", runId == null ? null : runId.value());
                w.text(3, "signal", signal);
                w.payload(4, "payload", payload);
            }
            case Command.RequestCancel(var target, var runId, var reason) -> {
                w.text(1, "target", target.value());
                w.text(2, "runId", runId == null ? null : runId.value());
                w.text(3, "reason", reason);
            }
            case Command.AcceptUpdate(var itemId) -> w.text(1, "itemId", itemId);
            case Command.RejectUpdate(var itemId, var failure) -> {
                w.text(1, "itemId", itemId);
                w.object(2, "failure", failure, ValueFields::write);
            }
            case Command.CompleteUpdate(var itemId, var outcome) -> {
                w.text(1, "itemId", itemId);
                w.object(2, "outcome", outcome, ValueFields::write);
            }
            case Command.UpsertAttributes(var attributes, var memo, var tags) -> {
                w.map(1, "attributes", attributes);
                w.map(2, "memo", memo);
                w.texts(3, "tags", tags);
            }
            case Command.Checkpoint() -> {}
            case Command.CompleteRun(var result) -> w.payload(1, "result", result);
            case Command.FailRun(var failure) ->
                    w.object(1, "failure", failure, ValueFields::write);
            case Command.CancelRun(var reason) -> w.text(1, "reason", reason);
            case Command.ContinueAsNew(var next, var request) -> {
                w.text(1, "next", next.value());
                w.object(2, "request", request, ValueFields::write);
            }
        }
    }

    static Command read(FieldReader r) {
        int kind = r.kind(KINDS);
        return switch (kind) {
            case 1 -> scheduleActivity(r);
            case 2 -> new Command.CancelActivity(r.integer(1, "target"));
            case 3 ->
                    new Command.RecordLocalActivity(
                            r.text(1, "activity"),
                            r.integer(2, "attempt"),
                            r.object(3, "outcome", ValueFields::outcome));
            case 4 -> new Command.RecordSideEffect(r.payload(1, "value"));
            case 5 -> new Command.MarkVersion(r.text(1, "change"), r.integer(2, "version"));
            case 6 -> {
                var fireAt = r.instant(1, "fireAt");
                String label = r.textOrNull(2, "label");
                yield new Command.StartTimer(fireAt, label == null ? "" : label);
            }
            case 7 -> new Command.CancelTimer(r.integer(1, "target"));
            case 8 ->
                    new Command.StartChild(
                            new RunId(r.text(1, "child")),
                            r.object(2, "request", ValueFields::startRequest),
                            ValueFields.constant(ParentClosePolicy.class, r.text(3, "onClose")));
            case 9 -> new Command.CancelChild(r.integer(1, "target"), r.text(2, "reason"));
            case 10 ->
                    new Command.SignalRun(
                            new WorkflowId(r.text(1, "target")),
                            ValueFields.runIdOrNull(r, 2, "runId"),
                            r.text(3, "signal"),
                            r.payload(4, "payload"));
            case 11 ->
                    new Command.RequestCancel(
                            new WorkflowId(r.text(1, "target")),
                            ValueFields.runIdOrNull(r, 2, "runId"),
                            r.text(3, "reason"));
            case 12 -> new Command.AcceptUpdate(r.text(1, "itemId"));
            case 13 ->
                    new Command.RejectUpdate(
                            r.text(1, "itemId"), r.object(2, "failure", ValueFields::failure));
            case 14 ->
                    new Command.CompleteUpdate(
                            r.text(1, "itemId"), r.object(2, "outcome", ValueFields::outcome));
            case 15 ->
                    new Command.UpsertAttributes(
                            r.map(1, "attributes"), r.map(2, "memo"), r.texts(3, "tags"));
            case 16 -> new Command.Checkpoint();
            case 17 -> new Command.CompleteRun(r.payload(1, "result"));
            case 18 -> new Command.FailRun(r.object(1, "failure", ValueFields::failure));
            case 19 -> new Command.CancelRun(r.text(1, "reason"));
            case 20 ->
                    new Command.ContinueAsNew(
                            new RunId(r.text(1, "next")),
                            r.object(2, "request", ValueFields::startRequest));
            default -> throw new AssertionError(kind);
        };
    }

    private static Command scheduleActivity(FieldReader r) {
        String activity = r.text(1, "activity");
        String lane = r.text(2, "lane");
        String queue = r.textOrNull(3, "queue");
        return new Command.ScheduleActivity(
                activity,
                new TaskQueue(new Lane(lane), queue == null ? activity : queue),
                r.payload(4, "input"),
                ValueFields.options(r, 5, "options"));
    }
}
