package dev.belay.testkit;

import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.InboxItem;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TimerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ports whose every call passes through an [Effects]. A send of several messages is several
/// effects: a crash may come between any two.
public final class EffectfulPorts {
    private EffectfulPorts() {}

    public record Histories(HistoryStore inner, Effects effects) implements HistoryStore {
        @Override
        public boolean append(RunKey run, StoredBatch batch) {
            return effects.answer("append", () -> inner.append(run, batch));
        }

        @Override
        public void compact(RunKey run, long through) {
            effects.perform("compact", () -> inner.compact(run, through));
        }

        @Override
        public void putSnapshot(RunKey run, Snapshot snapshot) {
            effects.perform("put snapshot", () -> inner.putSnapshot(run, snapshot));
        }

        @Override
        public Optional<Snapshot> latestSnapshot(RunKey run) {
            return effects.read("read snapshot", () -> inner.latestSnapshot(run));
        }

        @Override
        public List<StoredBatch> read(RunKey run, long after, int limit) {
            return effects.read("read history", () -> inner.read(run, after, limit));
        }
    }

    public record Index(RunIndex inner, Effects effects) implements RunIndex {
        @Override
        public boolean point(
                Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
            return effects.answer(
                    "point", () -> inner.point(workspace, workflowId, expected, next));
        }

        @Override
        public void save(RunHead head) {
            effects.perform("save head", () -> inner.save(head));
        }

        @Override
        public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
            return effects.read("find run", () -> inner.current(workspace, workflowId));
        }

        @Override
        public Optional<RunHead> head(RunKey run) {
            return effects.read("read head", () -> inner.head(run));
        }

        @Override
        public Page<RunHead> list(RunQuery query) {
            return effects.read("list runs", () -> inner.list(query));
        }

        @Override
        public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
            return effects.read("list open runs", () -> inner.openRuns(limit, cursor));
        }
    }

    public record Inboxes(Inbox inner, Effects effects) implements Inbox {
        @Override
        public boolean add(RunKey run, InboxItem item) {
            return effects.answer("add to inbox", () -> inner.add(run, item));
        }

        @Override
        public List<InboxItem> read(RunKey run) {
            return effects.read("read inbox", () -> inner.read(run));
        }

        @Override
        public List<InboxItem> seal(RunKey run, long batch) {
            return effects.answer("seal inbox", () -> inner.seal(run, batch));
        }

        @Override
        public void unseal(RunKey run, long through) {
            effects.perform("unseal inbox", () -> inner.unseal(run, through));
        }

        @Override
        public void remove(RunKey run, Collection<String> itemIds) {
            effects.perform("clear inbox", () -> inner.remove(run, itemIds));
        }
    }

    public record Queues(TaskQueues inner, Effects effects) implements TaskQueues {
        @Override
        public void send(List<Outgoing> messages) {
            for (Outgoing message : messages) {
                effects.perform("send", () -> inner.send(List.of(message)));
            }
        }

        @Override
        public Duration delayMax() {
            return inner.delayMax();
        }
    }

    public record Timers(TimerStore inner, Effects effects) implements TimerStore {
        @Override
        public void put(ArmedTimer timer) {
            effects.perform("arm timer", () -> inner.put(timer));
        }

        @Override
        public List<ArmedTimer> due(Instant before, int limit) {
            return effects.read("read timers", () -> inner.due(before, limit));
        }

        @Override
        public void remove(ArmedTimer timer) {
            effects.perform("remove timer", () -> inner.remove(timer));
        }
    }

    public record Attempts(AttemptStore inner, Effects effects) implements AttemptStore {
        @Override
        public boolean begin(RunKey run, int activityId, int attempt) {
            return effects.answer("begin attempt", () -> inner.begin(run, activityId, attempt));
        }

        @Override
        public boolean heartbeat(RunKey run, int activityId, int attempt, Payload details) {
            return effects.answer(
                    "heartbeat", () -> inner.heartbeat(run, activityId, attempt, details));
        }

        @Override
        public Optional<Payload> lastHeartbeat(RunKey run, int activityId) {
            return effects.read("read heartbeat", () -> inner.lastHeartbeat(run, activityId));
        }

        @Override
        public void requestCancel(RunKey run, int activityId) {
            effects.perform("request cancel", () -> inner.requestCancel(run, activityId));
        }
    }
}
