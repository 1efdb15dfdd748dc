package dev.belay.memory;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Heads in a map; a list sorts them anew.
public final class InMemoryRunIndex implements RunIndex {
    private static final Comparator<Position> OLDEST_FIRST =
            Comparator.comparing(Position::startedAt).thenComparing(Position::runId);
    private static final Comparator<Position> NEWEST_FIRST = OLDEST_FIRST.reversed();

    private final ConcurrentMap<Name, RunId> newest = new ConcurrentHashMap<>();
    private final ConcurrentMap<RunKey, RunHead> heads = new ConcurrentHashMap<>();

    @Override
    public boolean point(
            Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
        var name = new Name(workspace, workflowId);
        return expected == null
                ? newest.putIfAbsent(name, next) == null
                : newest.replace(name, expected, next);
    }

    @Override
    public void save(RunHead head) {
        heads.merge(head.run(), head, (kept, given) -> given.asOf() > kept.asOf() ? given : kept);
    }

    @Override
    public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
        return Optional.ofNullable(newest.get(new Name(workspace, workflowId)));
    }

    @Override
    public Optional<RunHead> head(RunKey run) {
        return Optional.ofNullable(heads.get(run));
    }

    @Override
    public Page<RunHead> list(RunQuery query) {
        return page(query::matches, NEWEST_FIRST, query.limit(), query.cursor());
    }

    @Override
    public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
        return page(head -> !head.status().isClosed(), OLDEST_FIRST, limit, cursor);
    }

    private Page<RunHead> page(
            Predicate<RunHead> wanted,
            Comparator<Position> order,
            int limit,
            @Nullable String cursor) {
        @Nullable Position after = cursor == null ? null : Position.parse(cursor);
        List<RunHead> found =
                heads.values().stream()
                        .filter(wanted)
                        .filter(head -> after == null || order.compare(after, at(head)) < 0)
                        .sorted(Comparator.comparing(InMemoryRunIndex::at, order))
                        .limit(limit + 1L)
                        .toList();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, limit);
        return new Page<>(items, at(items.getLast()).toString());
    }

    private static Position at(RunHead head) {
        return new Position(head.startedAt(), head.run().runId());
    }

    private record Name(Workspace workspace, WorkflowId workflowId) {}

    /// Where in a list a head stands, and where a page ended.
    private record Position(Instant startedAt, RunId runId) {
        static Position parse(String cursor) {
            int space = cursor.indexOf(' ');
            try {
                return new Position(
                        Instant.parse(cursor.substring(0, Math.max(space, 0))),
                        new RunId(cursor.substring(space + 1)));
            } catch (DateTimeException e) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST,
                        "the cursor is not one that a page of this list ended with; begin without one",
                        e);
            }
        }

        @Override
        public String toString() {
            return startedAt + " " + runId;
        }
    }
}
