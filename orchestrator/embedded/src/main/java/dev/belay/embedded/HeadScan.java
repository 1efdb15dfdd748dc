package dev.belay.embedded;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list: walks the narrowest lists that hold what is asked for, side by side.
final class HeadScan {
    /// A page is cut short, with a cursor, when it took this many heads to fill it.
    static final int HEADS_MAX = 20_000;

    private static final int CHUNK = 64;

    private final Database database;
    private final RunQuery query;
    private final Function<RunKey, @Nullable RunHead> heads;

    HeadScan(Database database, RunQuery query, Function<RunKey, @Nullable RunHead> heads) {
        this.database = database;
        this.query = query;
        this.heads = heads;
    }

    Page<RunHead> page() {
        var found = new ArrayList<RunHead>();
        byte[] lastFound = {};
        int seen = 0;
        for (Iterator<byte[]> positions = positions(); positions.hasNext(); ) {
            byte[] position = positions.next();
            RunHead head = heads.apply(IndexKeys.run(query.workspace(), position));
            if (head != null && query.from() != null && head.startedAt().isBefore(query.from())) {
                break;
            }
            if (head != null && query.matches(head)) {
                if (found.size() == query.limit()) {
                    return new Page<>(found, IndexKeys.cursor(lastFound));
                }
                found.add(head);
                lastFound = position;
            }
            if (++seen == HEADS_MAX) {
                return new Page<>(found, IndexKeys.cursor(position));
            }
        }
        return new Page<>(found, null);
    }

    private Iterator<byte[]> positions() {
        List<Walk> walks = prefixes().stream().map(Walk::new).toList();
        if (walks.size() == 1) {
            return walks.getFirst();
        }
        var next = new TreeMap<byte[], Walk>(Arrays::compareUnsigned);
        walks.stream().filter(Walk::hasNext).forEach(walk -> next.put(walk.next(), walk));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !next.isEmpty();
            }

            @Override
            public byte[] next() {
                var first = next.pollFirstEntry();
                Walk walk = first.getValue();
                if (walk.hasNext()) {
                    next.put(walk.next(), walk);
                }
                return first.getKey();
            }
        };
    }

    private List<byte[]> prefixes() {
        if (query.workflowId() != null) {
            return List.of(IndexKeys.withWorkflowId(query.workspace(), query.workflowId()));
        }
        if (!query.statuses().isEmpty() && query.statuses().size() < RunStatus.values().length) {
            return query.statuses().stream()
                    .map(status -> IndexKeys.withStatus(query.workspace(), status))
                    .toList();
        }
        return List.of(IndexKeys.all(query.workspace()));
    }

    /// Positions of one list, read a chunk at a time.
    private final class Walk implements Iterator<byte[]> {
        private final byte[] prefix;
        private byte[] from;
        private Iterator<byte[]> chunk = List.<byte[]>of().iterator();
        private boolean exhausted;

        Walk(byte[] prefix) {
            this.prefix = prefix;
            byte[] start = prefix;
            if (query.to() != null) {
                start = IndexKeys.join(prefix, IndexKeys.startedBefore(query.to()));
            }
            if (query.cursor() != null) {
                byte[] after = IndexKeys.join(prefix, IndexKeys.position(query.cursor()));
                after = IndexKeys.join(after, new byte[1]);
                start = Arrays.compareUnsigned(after, start) > 0 ? after : start;
            }
            from = start;
        }

        @Override
        public boolean hasNext() {
            if (!chunk.hasNext() && !exhausted) {
                chunk = read().iterator();
            }
            return chunk.hasNext();
        }

        @Override
        public byte[] next() {
            return chunk.next();
        }

        private List<byte[]> read() {
            var positions = new ArrayList<byte[]>(CHUNK);
            database.scan(
                    Family.STATE,
                    from,
                    Keys.after(prefix),
                    iterator -> {
                        byte[] key = iterator.key();
                        positions.add(Arrays.copyOfRange(key, prefix.length, key.length));
                        from = IndexKeys.join(key, new byte[1]);
                        return positions.size() < CHUNK;
                    });
            exhausted = positions.size() < CHUNK;
            return positions;
        }
    }
}
