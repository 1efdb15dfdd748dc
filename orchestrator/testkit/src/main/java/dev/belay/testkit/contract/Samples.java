package dev.belay.testkit.contract;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.InboxItem;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.Resumption;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.Parent;
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
import dev.belay.core.port.RunHead;
import dev.belay.core.port.TimerStore.ArmedTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Values for tests. Ids are new at every call, so that tests can share a store; all else is always
/// the same.
public final class Samples {
    /// Far ahead, so that no store takes a sample for expired.
    public static final Instant TIME = Instant.parse("2035-05-17T09:30:00.123456789Z");

    /// Legal, and hard on whoever builds keys, paths or expressions from them.
    public static final List<String> UNUSUAL_WORKFLOW_IDS =
            List.of(
                    "order 42",
                    " order ",
                    "a/b//c/",
                    "../../etc",
                    "order#42",
                    "RUN#1|x:y;z",
                    "élan 日本語 🚀",
                    "%2F%00+%",
                    "'\"\\ :v ${x} {0}",
                    "ORDER-42",
                    "order-42",
                    "x".repeat(200),
                    "🚀".repeat(100));

    private Samples() {}

    public static Workspace workspace() {
        return new Workspace("w-" + unique());
    }

    public static WorkflowId workflowId() {
        return new WorkflowId("order-" + unique());
    }

    public static RunId runId() {
        return runId(TIME);
    }

    public static RunId runId(Instant createdAt) {
        var random = ThreadLocalRandom.current();
        return RunId.of(createdAt, random.nextInt(), random.nextLong());
    }

    public static RunKey run() {
        return run(workspace());
    }

    public static RunKey run(Workspace workspace) {
        return new RunKey(workspace, runId());
    }

    public static TaskQueue queue() {
        return new TaskQueue(Lane.SYSTEM, "q-" + unique());
    }

    /// The same bytes for the same size, and nothing that compresses.
    public static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    public static StoredBatch batch(long number) {
        return batch(number, 40);
    }

    /// Stores never look inside a batch, so these are no events.
    public static StoredBatch batch(long number, int size) {
        byte[] bytes = bytes(size);
        for (int i = 0; i < Math.min(size, Long.BYTES); i++) {
            bytes[i] = (byte) (number >>> 8 * i);
        }
        return new StoredBatch(number, bytes);
    }

    public static Failure failure() {
        return new Failure(
                FailureKind.APPLICATION,
                "card-declined",
                "the card was declined: ünïcode 🚀",
                true,
                Duration.ofMillis(1_500),
                "at Checkout.charge",
                Failure.timeout(Failure.START_TO_CLOSE, "no answer within 30 s"));
    }

    public static ActivityOptions options() {
        return new ActivityOptions(
                RetryPolicy.DEFAULT.withNonRetryable("card-declined", "no-such-order"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofHours(3),
                Duration.ofMillis(1_250),
                true);
    }

    /// With every field set.
    public static StartRequest startRequest() {
        return new StartRequest(
                new WorkflowId("order 42/é#7"),
                "checkout",
                3,
                Lane.AUTOMATION,
                Payload.Inline.of("{\"order\":42}"),
                TIME.plusSeconds(60),
                Duration.ofDays(30),
                Map.of("customer", "c-7", "plan", "élite"),
                Map.of("note", "", "title", "Order 42"),
                Set.of("vip", "beta"),
                ReusePolicy.ALLOW_AFTER_FAILURE,
                ConflictPolicy.USE_EXISTING,
                new Parent(run(), Lane.SYSTEM, 12),
                runId(),
                inboxItems(),
                new Resumption(runId(), runId(), 7, Set.of(3, 12), 6, true));
    }

    /// One item of each kind; their ids ascend.
    public static List<InboxItem> inboxItems() {
        return List.of(
                new InboxItem.Signal(
                        "01-a", "approved", Payload.Inline.of("{\"by\":\"ann\"}"), TIME),
                new InboxItem.Update(
                        "02-b",
                        "set-address",
                        new Payload.Stored("ab".repeat(32), 70_000),
                        TIME.plusMillis(1)),
                new InboxItem.Cancel("03-c", "the customer changed their mind"),
                new InboxItem.Terminate("04-d", ""));
    }

    public static InboxItem.Signal signal(String itemId) {
        return new InboxItem.Signal(itemId, "approved", Payload.Inline.of("true"), TIME);
    }

    public static ActivityTask activityTask(RunKey run, Payload input) {
        return new ActivityTask(run, Lane.AUTOMATION, "charge-card", 7, 2, input, options(), TIME);
    }

    /// Messages of every kind, with what is optional present and absent.
    public static List<QueueMessage> messages(RunKey run) {
        RunId child = runId();
        return List.of(
                new RunMessage.Start(run, startRequest()),
                new RunMessage.Start(
                        run, StartRequest.of(workflowId(), "checkout", Lane.SYSTEM, Payload.NULL)),
                new RunMessage.ActivityReported(
                        run, 7, 1, new Outcome.Completed(Payload.Inline.of("[1,2]"))),
                new RunMessage.ActivityReported(run, 7, 2, new Outcome.Failed(failure())),
                new RunMessage.TimerDue(run, TimerKey.of(TimerKey.Kind.ACTIVITY_RETRY, 7, 2), TIME),
                new RunMessage.TimerDue(run, TimerKey.ofRun(TimerKey.Kind.RUN_TIMEOUT), TIME),
                new RunMessage.InboxFilled(run),
                new RunMessage.ChildStarted(run, 9, child, null),
                new RunMessage.ChildStarted(run, 9, child, Failure.engine("BLY-1006", "taken")),
                new RunMessage.ChildClosed(
                        run,
                        9,
                        child,
                        RunStatus.TERMINATED,
                        new Outcome.Failed(Failure.terminated("by an operator"))),
                new RunMessage.DeliveryReported(run, 10, null),
                new RunMessage.DeliveryReported(run, 10, failure()),
                activityTask(run, new Payload.Stored("0f".repeat(32), 1_000_000)),
                new ActivityTask(
                        run,
                        Lane.SYSTEM,
                        "noop",
                        1,
                        1,
                        Payload.NULL,
                        ActivityOptions.DEFAULT,
                        TIME));
    }

    /// With every field set.
    public static RunHead head(RunKey run, long asOf) {
        return new RunHead(
                run,
                new WorkflowId("order 42/é#7"),
                "checkout",
                3,
                Lane.AUTOMATION,
                RunStatus.CONTINUED_AS_NEW,
                TIME,
                TIME.plusSeconds(90),
                asOf,
                "history is long: 10 000 events",
                Map.of("customer", "c-7", "plan", "élite"),
                Map.of("note", "", "title", "Order 42"),
                Set.of("vip", "beta"),
                run(run.workspace()),
                runId());
    }

    /// An open run, with nothing optional.
    public static RunHead openHead(RunKey run, long asOf) {
        return openHead(run, new WorkflowId("order-1"), asOf);
    }

    public static RunHead openHead(RunKey run, WorkflowId workflowId, long asOf) {
        return new RunHead(
                run,
                workflowId,
                "checkout",
                1,
                Lane.SYSTEM,
                RunStatus.RUNNING,
                run.runId().createdAt(),
                null,
                asOf,
                null,
                Map.of(),
                Map.of(),
                Set.of(),
                null,
                null);
    }

    public static ArmedTimer timer(RunKey run, Instant fireAt) {
        return new ArmedTimer(
                Lane.AUTOMATION,
                new RunMessage.TimerDue(run, TimerKey.of(TimerKey.Kind.WORKFLOW, 4, 0), fireAt));
    }

    private static String unique() {
        return Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    }
}
