package dev.belay.json;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.Parent;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One value of every kind, with every field set where it can be.
final class Samples {
    private Samples() {}

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant ODD = Instant.parse("2026-11-22T12:00:00.123456789Z");
    static final RunId RUN_ID = RunId.of(NOON, 7, 42);
    static final RunId OTHER_ID = RunId.of(NOON.plusSeconds(1), 8, 43);
    static final RunKey RUN = new RunKey(new Workspace("acme"), RUN_ID);
    static final Payload ORDER = Payload.Inline.of("{\"order\":\"order-42\",\"cents\":1999}");
    static final Payload STORED = new Payload.Stored("ab".repeat(32), 70_000);

    static final Failure DECLINED =
            new Failure(
                    FailureKind.APPLICATION,
                    "card-declined",
                    "card declined: insufficient funds",
                    true,
                    Duration.ofMillis(1_500),
                    "at Gateway.charge\n\tat Charge.perform",
                    Failure.timeout(Failure.HEARTBEAT, "silent for 30 s"));

    static final ActivityOptions OPTIONS =
            new ActivityOptions(
                    RetryPolicy.exponential(4, Duration.ofMillis(100))
                            .withJitter(0.5)
                            .withNonRetryable("card-declined", "card-expired"),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofSeconds(10),
                    true);

    static final StartRequest REQUEST =
            StartRequest.of(new WorkflowId("order-42"), "checkout", Lane.SYSTEM, ORDER);

    static final StartRequest FULL_REQUEST =
            REQUEST.withVersion(3)
                    .withStartAt(ODD)
                    .withTimeout(Duration.ofDays(2))
                    .withAttributes(Map.of("customer", "c-1", "json", "not a payload"))
                    .withMemo(Map.of("note", "größer ✓ 😀"))
                    .withTags(Set.of("vip", "eu"))
                    .withPolicies(ReusePolicy.REJECT, ConflictPolicy.USE_EXISTING)
                    .withParent(new Parent(RUN, Lane.AUTOMATION, 5))
                    .withContinuation(OTHER_ID, inboxItems().toList());

    static Stream<InboxItem> inboxItems() {
        return Stream.of(
                new InboxItem.Signal("i-1", "paid", ORDER, NOON),
                new InboxItem.Update("i-2", "set-address", STORED, ODD),
                new InboxItem.Cancel("i-3", "changed my mind"),
                new InboxItem.Terminate("i-4", "stuck"));
    }

    static Stream<QueueMessage> messages() {
        return Stream.of(
                new RunMessage.Start(RUN, REQUEST),
                new RunMessage.Start(RUN, FULL_REQUEST),
                new RunMessage.ActivityReported(RUN, 1, 2, new Outcome.Completed(ORDER)),
                new RunMessage.ActivityReported(RUN, 1, 2, new Outcome.Failed(DECLINED)),
                new RunMessage.TimerDue(RUN, TimerKey.ofRun(TimerKey.Kind.WATCHDOG), NOON),
                new RunMessage.TimerDue(RUN, TimerKey.of(TimerKey.Kind.ACTIVITY_RETRY, 3, 2), ODD),
                new RunMessage.InboxFilled(RUN),
                new RunMessage.ChildStarted(RUN, 4, OTHER_ID, null),
                new RunMessage.ChildStarted(RUN, 4, OTHER_ID, DECLINED),
                new RunMessage.ChildClosed(
                        RUN, 4, OTHER_ID, RunStatus.TIMED_OUT, new Outcome.Failed(DECLINED)),
                new RunMessage.DeliveryReported(RUN, 4, null),
                new RunMessage.DeliveryReported(RUN, 4, DECLINED),
                new ActivityTask(
                        RUN, Lane.SYSTEM, "charge", 1, 1, ORDER, ActivityOptions.DEFAULT, NOON),
                new ActivityTask(RUN, Lane.SYSTEM, "charge", 1, 9, STORED, OPTIONS, ODD));
    }

    static Stream<HistoryEvent> events() {
        return Stream.concat(
                Stream.of(
                        new HistoryEvent.RunStarted(FULL_REQUEST),
                        new HistoryEvent.RunBegan(),
                        new HistoryEvent.ActivityAttemptFailed(1, 1, DECLINED, NOON),
                        new HistoryEvent.ActivityCompleted(1, 2, STORED),
                        new HistoryEvent.ActivityFailed(1, 3, DECLINED),
                        new HistoryEvent.TimerFired(2),
                        new HistoryEvent.SignalReceived("i-1", "paid", ORDER),
                        new HistoryEvent.UpdateRequested("i-2", "set-address", ORDER),
                        new HistoryEvent.CancelRequested("i-3", "changed my mind"),
                        new HistoryEvent.ChildStarted(4, OTHER_ID),
                        new HistoryEvent.ChildClosed(
                                4, OTHER_ID, RunStatus.COMPLETED, new Outcome.Completed(ORDER)),
                        new HistoryEvent.RequestDelivered(5, null),
                        new HistoryEvent.RequestDelivered(5, DECLINED),
                        new HistoryEvent.RunTerminated("i-4", "stuck"),
                        new HistoryEvent.RunTimedOut(),
                        new HistoryEvent.RunBlocked("BLY-2001", "no longer matches", "build-7"),
                        new HistoryEvent.RunUnblocked("build-8"),
                        new HistoryEvent.DecisionSplit()),
                commands().map(command -> new HistoryEvent.CommandIssued(9, command)));
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Command.ScheduleActivity(
                        "charge",
                        new TaskQueue(Lane.SYSTEM, "charge"),
                        ORDER,
                        ActivityOptions.DEFAULT),
                new Command.ScheduleActivity(
                        "charge", new TaskQueue(Lane.SYSTEM, "cards"), ORDER, OPTIONS),
                new Command.CancelActivity(1),
                new Command.RecordLocalActivity("price", 1, new Outcome.Completed(ORDER)),
                new Command.RecordSideEffect(Payload.NULL),
                new Command.MarkVersion("new-pricing", 2),
                new Command.StartTimer(NOON, "cool-down"),
                new Command.StartTimer(NOON, ""),
                new Command.CancelTimer(2),
                new Command.StartChild(OTHER_ID, REQUEST, ParentClosePolicy.REQUEST_CANCEL),
                new Command.CancelChild(3, "no longer needed"),
                new Command.SignalRun(new WorkflowId("order-43"), OTHER_ID, "paid", ORDER),
                new Command.SignalRun(new WorkflowId("order-43"), null, "paid", ORDER),
                new Command.RequestCancel(new WorkflowId("order-43"), null, "duplicate"),
                new Command.AcceptUpdate("i-2"),
                new Command.RejectUpdate("i-2", DECLINED),
                new Command.CompleteUpdate("i-2", new Outcome.Completed(ORDER)),
                new Command.UpsertAttributes(
                        Map.of("a", "1", "b", "2"), Map.of("m", "3"), Set.of("t", "u")),
                new Command.Checkpoint(),
                new Command.CompleteRun(ORDER),
                new Command.FailRun(DECLINED),
                new Command.CancelRun("asked to"),
                new Command.ContinueAsNew(OTHER_ID, REQUEST));
    }

    static Batch batchOf(HistoryEvent event) {
        return new Batch(1, ODD, List.of(event));
    }
}
