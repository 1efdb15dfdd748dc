package dev.belay.aws;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.TimerStore.ArmedTimer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/// Where everything is in the table.
final class Keys {
    static final String HEAD = "H";
    static final String BATCHES = "B#";

    /// Right after the batches, so that a range over both holds nothing else: not the head, and
    /// nothing of the inbox.
    static final String PAGES = "C#";

    static final String INBOX = "I#";

    /// Sorts after every key that continues a prefix: keys are ASCII but for ids of users, and `~`
    /// is only compared with the hexadecimal digits of numbers.
    static final String END = "~";

    /// Partitions that timers are spread over: each takes 1,000 a second. The number never changes,
    /// or timers that are armed would not be found.
    static final int TIMER_SHARDS = 8;

    /// Partitions that open runs of all workspaces are spread over. As with timers, the number
    /// never changes.
    static final int OPEN_SHARDS = 8;

    private Keys() {}

    static String run(RunKey run) {
        return "R#" + run.workspace().name() + "#" + run.runId().value();
    }

    static ItemKey head(RunKey run) {
        return new ItemKey(run(run), HEAD);
    }

    static String batch(long number) {
        return BATCHES + hex(number);
    }

    static ItemKey batch(RunKey run, long number) {
        return new ItemKey(run(run), batch(number));
    }

    static String page(long through) {
        return PAGES + hex(through);
    }

    /// The number in the key of a batch or page.
    static long number(String sort) {
        return Long.parseLong(sort, 2, sort.length(), 16);
    }

    static ItemKey inboxItem(RunKey run, String itemId) {
        return new ItemKey(run(run), INBOX + itemId);
    }

    static ItemKey inboxSeal(RunKey run) {
        return new ItemKey(run(run), "IS");
    }

    static ItemKey snapshot(RunKey run) {
        return new ItemKey(run(run), "S");
    }

    static ItemKey attempt(RunKey run, int activityId, int attempt) {
        return new ItemKey(run(run), "A#" + activityId + "#" + attempt);
    }

    static ItemKey heartbeat(RunKey run, int activityId) {
        return new ItemKey(run(run), "T#" + activityId);
    }

    static ItemKey pointer(Workspace workspace, WorkflowId id) {
        return new ItemKey("W#" + workspace.name() + "#" + id.value(), "C");
    }

    static String timers(int shard) {
        return "T#" + shard;
    }

    static String open(int shard) {
        return Integer.toString(shard);
    }

    static String open(RunKey run) {
        return open(shard(run, OPEN_SHARDS));
    }

    static ItemKey timer(ArmedTimer timer) {
        var message = timer.message();
        return new ItemKey(
                timers(shard(message.run(), TIMER_SHARDS)),
                time(message.fireAt()) + "#" + message.run() + "#" + message.timer());
    }

    /// Follows from the run's id in a way that all Java versions agree on.
    private static int shard(RunKey run, int shards) {
        return Math.floorMod(run.runId().value().hashCode(), shards);
    }

    static String records(Workspace workspace, String collection) {
        return "Z#" + workspace.name() + "#" + collection;
    }

    static String flows(Workspace workspace) {
        return "F#" + workspace.name();
    }

    /// Begins the keys of all versions of a flow; no name holds the sign that ends it.
    static String flow(String workflow) {
        return workflow + "#";
    }

    static Query everyFlow(Workspace workspace) {
        return Query.between(flows(workspace), "!", END, Integer.MAX_VALUE);
    }

    static ItemKey flow(Workspace workspace, String workflow, int number) {
        return new ItemKey(flows(workspace), flow(workflow) + HexFormat.of().toHexDigits(number));
    }

    static String blob(String name) {
        return "D#" + name;
    }

    /// Orders runs by their start, then by id.
    static String order(RunHead head) {
        return time(head.startedAt()) + "#" + head.run().runId().value();
    }

    /// Sorts like the time, to the nanosecond.
    static String time(Instant instant) {
        return String.format(
                Locale.ROOT, "%011d%09d", Math.max(0, instant.getEpochSecond()), instant.getNano());
    }

    private static String hex(long number) {
        return HexFormat.of().toHexDigits(number, 12);
    }
}
