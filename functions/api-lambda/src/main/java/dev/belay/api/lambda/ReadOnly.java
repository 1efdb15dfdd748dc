package dev.belay.api.lambda;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.InboxItem;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.Page;
import dev.belay.core.port.Records;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunIndexReader;
import dev.belay.core.port.RunQuery;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ports that refuse whatever would change something. Behind them are readers, and no queue.
final class ReadOnly {
    private ReadOnly() {}

    private static BelayException refused() {
        return new BelayException(
                ErrorCode.INVALID_REQUEST,
                "this function may only read; send what changes something to the one that writes");
    }

    record Index(RunIndexReader reader) implements RunIndex {
        @Override
        public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
            return reader.current(workspace, workflowId);
        }

        @Override
        public Optional<RunHead> head(RunKey run) {
            return reader.head(run);
        }

        @Override
        public Page<RunHead> list(RunQuery query) {
            return reader.list(query);
        }

        @Override
        public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
            return reader.openRuns(limit, cursor);
        }

        @Override
        public boolean point(
                Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
            throw refused();
        }

        @Override
        public void save(RunHead head) {
            throw refused();
        }
    }

    record NoInbox() implements Inbox {
        @Override
        public boolean add(RunKey run, InboxItem item) {
            throw refused();
        }

        @Override
        public List<InboxItem> read(RunKey run) {
            throw refused();
        }

        @Override
        public List<InboxItem> seal(RunKey run, long batch) {
            throw refused();
        }

        @Override
        public void unseal(RunKey run, long through) {
            throw refused();
        }

        @Override
        public void remove(RunKey run, Collection<String> itemIds) {
            throw refused();
        }
    }

    record NoQueues() implements TaskQueues {
        @Override
        public void send(List<Outgoing> messages) {
            throw refused();
        }

        @Override
        public Duration delayMax() {
            return Duration.ZERO;
        }
    }

    record KeptRecords(Records records) implements Records {
        @Override
        public Optional<byte[]> get(Key key) {
            return records.get(key);
        }

        @Override
        public List<Entry> list(
                Workspace workspace,
                String collection,
                Order order,
                @Nullable String after,
                int limit) {
            return records.list(workspace, collection, order, after, limit);
        }

        @Override
        public void put(Key key, byte[] value) {
            throw refused();
        }

        @Override
        public boolean putNew(Key key, byte[] value) {
            throw refused();
        }

        @Override
        public boolean remove(Key key) {
            throw refused();
        }
    }
}
