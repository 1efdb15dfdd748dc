package dev.belay.core.codec;

import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunStatus;
import java.util.List;

/// The fields of queue messages and inbox items, for every form that they travel in.
public final class MessageFields {
    private static final Kinds KINDS =
            Kinds.of(
                    List.of(
                            RunMessage.Start.class,
                            RunMessage.ActivityReported.class,
                            RunMessage.TimerDue.class,
                            RunMessage.InboxFilled.class,
                            RunMessage.ChildStarted.class,
                            RunMessage.ChildClosed.class,
                            RunMessage.DeliveryReported.class,
                            ActivityTask.class));

    private MessageFields() {}

    public static byte[] toBytes(QueueMessage message) {
        return BinaryWriter.record(message, MessageFields::write);
    }

    public static QueueMessage fromBytes(byte[] bytes) {
        return BinaryReader.record(bytes, MessageFields::read);
    }

    public static byte[] inboxToBytes(InboxItem item) {
        return BinaryWriter.record(item, InboxFields::write);
    }

    public static InboxItem inboxFromBytes(byte[] bytes) {
        return BinaryReader.record(bytes, InboxFields::read);
    }

    public static void writeInbox(FieldWriter w, InboxItem item) {
        InboxFields.write(w, item);
    }

    public static InboxItem readInbox(FieldReader r) {
        return InboxFields.read(r);
    }

    public static void write(FieldWriter w, QueueMessage message) {
        KINDS.write(w, message);
        w.object(1, "run", message.run(), ValueFields::write);
        switch (message) {
            case RunMessage.Start(_, var request) ->
                    w.object(2, "request", request, ValueFields::write);
            case RunMessage.ActivityReported(_, int activityId, int attempt, var outcome) -> {
                w.number(2, "activityId", activityId);
                w.number(3, "attempt", attempt);
                w.object(4, "outcome", outcome, ValueFields::write);
            }
            case RunMessage.TimerDue(_, var timer, var fireAt) -> {
                w.text(2, "kind", ValueFields.lower(timer.kind()));
                w.number(3, "id", timer.id());
                w.number(4, "attempt", timer.attempt());
                w.instant(5, "fireAt", fireAt);
            }
            case RunMessage.InboxFilled _ -> {}
            case RunMessage.ChildStarted(_, int commandId, var child, var failure) -> {
                w.number(2, "commandId", commandId);
                w.text(3, "child", child.value());
                w.object(4, "failure", failure, ValueFields::write);
            }
            case RunMessage.ChildClosed(_, int commandId, var child, var status, var outcome) -> {
                w.number(2, "commandId", commandId);
                w.text(3, "child", child.value());
                w.text(4, "status", ValueFields.lower(status));
                w.object(5, "outcome", outcome, ValueFields::write);
            }
            case RunMessage.DeliveryReported(_, int commandId, var failure) -> {
                w.number(2, "commandId", commandId);
                w.object(3, "failure", failure, ValueFields::write);
            }
            case ActivityTask(
                            _,
                            var lane,
                            var activity,
                            int activityId,
                            int attempt,
                            var input,
                            var options,
                            var scheduledAt) -> {
                w.text(2, "lane", lane.name());
                w.text(3, "activity", activity);
                w.number(4, "activityId", activityId);
                w.number(5, "attempt", attempt);
                w.payload(6, "input", input);
                ValueFields.writeOptions(w, 7, "options", options);
                w.instant(8, "scheduledAt", scheduledAt);
            }
        }
    }

    public static QueueMessage read(FieldReader r) {
        int kind = r.kind(KINDS);
        var run = r.object(1, "run", ValueFields::runKey);
        return switch (kind) {
            case 1 -> new RunMessage.Start(run, r.object(2, "request", ValueFields::startRequest));
            case 2 ->
                    new RunMessage.ActivityReported(
                            run,
                            r.integer(2, "activityId"),
                            r.integer(3, "attempt"),
                            r.object(4, "outcome", ValueFields::outcome));
            case 3 ->
                    new RunMessage.TimerDue(
                            run,
                            TimerKey.of(
                                    ValueFields.constant(TimerKey.Kind.class, r.text(2, "kind")),
                                    r.integer(3, "id"),
                                    r.integer(4, "attempt")),
                            r.instant(5, "fireAt"));
            case 4 -> new RunMessage.InboxFilled(run);
            case 5 ->
                    new RunMessage.ChildStarted(
                            run,
                            r.integer(2, "commandId"),
                            new RunId(r.text(3, "child")),
                            r.objectOrNull(4, "failure", ValueFields::failure));
            case 6 ->
                    new RunMessage.ChildClosed(
                            run,
                            r.integer(2, "commandId"),
                            new RunId(r.text(3, "child")),
                            ValueFields.constant(RunStatus.class, r.text(4, "status")),
                            r.object(5, "outcome", ValueFields::outcome));
            case 7 ->
                    new RunMessage.DeliveryReported(
                            run,
                            r.integer(2, "commandId"),
                            r.objectOrNull(3, "failure", ValueFields::failure));
            case 8 ->
                    new ActivityTask(
                            run,
                            new Lane(r.text(2, "lane")),
                            r.text(3, "activity"),
                            r.integer(4, "activityId"),
                            r.integer(5, "attempt"),
                            r.payload(6, "input"),
                            ValueFields.options(r, 7, "options"),
                            r.instant(8, "scheduledAt"));
            default -> throw new AssertionError(kind);
        };
    }
}
