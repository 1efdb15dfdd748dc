package dev.belay.embedded;

import dev.belay.core.codec.HeadFields;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Pointers, heads, and the lists that heads are in.
final class EmbeddedRunIndex implements RunIndex {
    private static final byte[] NOTHING = {};
    private static final int UNWRITTEN_MAX = 1_024;

    private final Database database;
    private final Journal journal;
    private final Stripes stripes = new Stripes(1024);

    /// Heads that may not be readable yet.
    private final Map<RunKey, Saved> saved = new ConcurrentHashMap<>();

    private record Saved(RunHead head, Group group) {}

    private final EmbeddedRunWatch watch;

    EmbeddedRunIndex(Database database, Journal journal, EmbeddedRunWatch watch) {
        this.database = database;
        this.journal = journal;
        this.watch = watch;
    }

    @Override
    public boolean point(
            Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
        byte[] key = IndexKeys.pointer(workspace, workflowId);
        return stripes.run(
                workflowId,
                () -> {
                    if (!Optional.ofNullable(expected).equals(current(key))) {
                        return false;
                    }
                    ByteBuffer value = ByteBuffer.allocate(Keys.RUN_ID_BYTES);
                    Keys.putRunId(value, next);
                    journal.commit(changes -> changes.put(Family.STATE, key, value.array()));
                    return true;
                });
    }

    @Override
    public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
        return current(IndexKeys.pointer(workspace, workflowId));
    }

    private Optional<RunId> current(byte[] key) {
        byte[] value = database.get(Family.STATE, key);
        if (value == null) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        return Optional.of(Keys.runId(bytes.getLong(), bytes.getLong()));
    }

    @Override
    public void save(RunHead head) {
        stripes.run(
                head.run(),
                () -> {
                    @Nullable RunHead kept = headOrNull(head.run());
                    if (kept == null || kept.asOf() < head.asOf()) {
                        Group group = journal.submit(changes -> replace(changes, kept, head));
                        saved.put(head.run(), new Saved(head, group));
                    }
                    return true;
                });
        if (head.status().isClosed()) {
            watch.closed(head.run());
        }
        if (saved.size() > UNWRITTEN_MAX) {
            saved.values().removeIf(entry -> entry.group().isDone());
        }
    }

    private static void replace(Changes changes, @Nullable RunHead kept, RunHead head) {
        changes.put(Family.STATE, IndexKeys.head(head.run()), HeadFields.toBytes(head));
        List<byte[]> entries = IndexKeys.entries(head);
        List<byte[]> old = kept == null ? List.of() : IndexKeys.entries(kept);
        old.stream()
                .filter(entry -> !contains(entries, entry))
                .forEach(entry -> changes.delete(Family.STATE, entry));
        entries.stream()
                .filter(entry -> !contains(old, entry))
                .forEach(entry -> changes.put(Family.STATE, entry, NOTHING));
    }

    private static boolean contains(List<byte[]> entries, byte[] entry) {
        return entries.stream().anyMatch(other -> Arrays.equals(other, entry));
    }

    @Override
    public Optional<RunHead> head(RunKey run) {
        return Optional.ofNullable(headOrNull(run));
    }

    private @Nullable RunHead headOrNull(RunKey run) {
        Saved recent = saved.get(run);
        if (recent != null) {
            return recent.head();
        }
        byte[] bytes = database.get(Family.STATE, IndexKeys.head(run));
        return bytes == null ? null : HeadFields.fromBytes(bytes);
    }

    @Override
    public Page<RunHead> list(RunQuery query) {
        journal.settle();
        return new HeadScan(database, query, this::headOrNull).page();
    }

    @Override
    public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
        journal.settle();
        byte[] prefix = IndexKeys.open();
        byte[] from = prefix;
        if (cursor != null) {
            from = IndexKeys.join(prefix, IndexKeys.openPosition(cursor));
            from = IndexKeys.join(from, new byte[1]);
        }
        var positions = new ArrayList<byte[]>();
        database.scan(
                Family.STATE,
                from,
                Keys.after(prefix),
                iterator -> {
                    byte[] key = iterator.key();
                    positions.add(Arrays.copyOfRange(key, prefix.length, key.length));
                    return positions.size() <= limit;
                });
        boolean more = positions.size() > limit;
        var page = more ? positions.subList(0, limit) : positions;
        var heads = new ArrayList<RunHead>();
        for (byte[] position : page) {
            RunHead head = headOrNull(IndexKeys.openRun(position));
            if (head != null && !head.status().isClosed()) {
                heads.add(head);
            }
        }
        return new Page<>(heads, more ? IndexKeys.cursor(page.getLast()) : null);
    }
}
