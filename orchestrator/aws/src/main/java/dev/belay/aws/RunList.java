package dev.belay.aws;

import dev.belay.aws.TableSchema.Index;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One page of a list of runs.
///
/// The query picks the narrowest index: the statuses it asks for, if they are indexed; else the
/// workflow; else the workspace. What the index does not know (ids, tags, attributes) is compared
/// on the heads, a hundred at a time, until the page is full. Several statuses are merged by time,
/// so one cursor fits all: it is the order of the last run on the page.
final class RunList {
    static final int HEADS_PER_ROUND = 100;

    /// Runs that one page looks at: a filter that hardly any run passes gives pages that are not
    /// full, with a cursor, instead of a request that never ends.
    private static final int LOOKED_AT_MAX = 2_000;

    private static final int ORDER_CHARS = 20 + 1 + 26;

    private final Table table;
    private final RunQuery query;
    private final int lookedAtMax;
    private final List<Source> sources;

    RunList(Table table, RunQuery query) {
        this(table, query, LOOKED_AT_MAX);
    }

    RunList(Table table, RunQuery query, int lookedAtMax) {
        this.table = table;
        this.lookedAtMax = lookedAtMax;
        this.query = query;
        this.sources = sources(query).stream().map(Source::new).toList();
    }

    /// Whether runs of the status are in the index by status: open ones, and closed ones that
    /// somebody may have to look after. The others are most runs, and are listed by time.
    static boolean isIndexed(RunStatus status) {
        return switch (status) {
            case SCHEDULED, RUNNING, BLOCKED, FAILED, CANCELLED, TERMINATED, TIMED_OUT -> true;
            case COMPLETED, CONTINUED_AS_NEW -> false;
        };
    }

    Page<RunHead> page() {
        // One more than wanted tells whether another page follows.
        int wanted = query.limit() + 1;
        int looked = 0;
        var matches = new ArrayList<RunHead>();
        for (var keys = nextKeys(); !keys.isEmpty(); keys = nextKeys()) {
            heads(keys).stream().filter(query::matches).forEach(matches::add);
            if (matches.size() >= wanted) {
                var page = matches.subList(0, query.limit());
                return new Page<>(page, Keys.order(page.getLast()));
            }
            looked += keys.size();
            if (looked >= lookedAtMax) {
                return new Page<>(matches, Items.text(keys.getLast(), Items.ORDER));
            }
        }
        return new Page<>(matches, null);
    }

    private List<RunHead> heads(List<Map<String, AttributeValue>> keys) {
        return table.getAll(keys.stream().map(ItemKey::of).toList()).stream()
                .map(TableRunIndexReader::head)
                .sorted(Comparator.comparing(Keys::order).reversed())
                .toList();
    }

    /// The next keys of all sources together, newest first.
    private List<Map<String, AttributeValue>> nextKeys() {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        while (keys.size() < HEADS_PER_ROUND) {
            var newest =
                    sources.stream()
                            .filter(source -> source.peek() != null)
                            .max(Comparator.comparing(Source::order));
            if (newest.isEmpty()) {
                return keys;
            }
            keys.add(newest.get().take());
        }
        return keys;
    }

    private static List<Query> sources(RunQuery query) {
        String from = Keys.time(query.from() == null ? Instant.EPOCH : query.from());
        String to = query.cursor() == null ? end(query.to()) : justBefore(query.cursor());
        int ahead = Math.min(HEADS_PER_ROUND, query.limit() + 1);
        String workspace = query.workspace().name();
        var statuses = query.statuses();
        if (!statuses.isEmpty() && statuses.stream().allMatch(RunList::isIndexed)) {
            return statuses.stream()
                    .map(status -> workspace + "#" + status.name())
                    .map(key -> Index.BY_STATUS.newestFirst(key, from, to, ahead))
                    .toList();
        }
        return query.workflow() != null
                ? List.of(
                        Index.BY_WORKFLOW.newestFirst(
                                workspace + "#" + query.workflow(), from, to, ahead))
                : List.of(Index.BY_WORKSPACE.newestFirst(workspace, from, to, ahead));
    }

    /// Before all orders of that time, which continue with `#` and a run id.
    private static String end(@Nullable Instant to) {
        return to == null ? Keys.END : Keys.time(to);
    }

    /// At or after every order before this one: the last character is a digit of a run id.
    private static String justBefore(String order) {
        int last = requireOrder(order).length() - 1;
        return order.substring(0, last) + (char) (order.charAt(last) - 1) + Keys.END;
    }

    static String requireOrder(String cursor) {
        if (cursor.length() != ORDER_CHARS) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "the cursor has %d characters; expected one that a list of runs returned"
                            .formatted(cursor.length()));
        }
        return cursor;
    }

    /// Reads ahead in one partition of an index.
    private final class Source {
        private final Query range;
        private final Deque<Map<String, AttributeValue>> ahead = new ArrayDeque<>();
        private String to;
        private boolean atEnd;

        Source(Query range) {
            this.range = range;
            this.to = range.to();
        }

        @Nullable Map<String, AttributeValue> peek() {
            if (ahead.isEmpty() && !atEnd) {
                readAhead();
            }
            return ahead.peek();
        }

        private void readAhead() {
            // DynamoDB refuses a range whose end comes before its beginning.
            var items =
                    to.compareTo(range.from()) < 0
                            ? List.<Map<String, AttributeValue>>of()
                            : table.query(range.until(to));
            ahead.addAll(items);
            atEnd = items.size() < range.limit();
            if (!atEnd) {
                to = justBefore(Items.text(items.getLast(), Items.ORDER));
            }
        }

        String order() {
            return Items.text(ahead.getFirst(), Items.ORDER);
        }

        Map<String, AttributeValue> take() {
            return ahead.remove();
        }
    }
}
