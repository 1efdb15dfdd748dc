package dev.belay.local.bench;

import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunQuery;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.backend.Backend;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A backend that tells when a run has closed, at no cost: watching a thousand histories would be
/// part of what is measured.
record ObservedBackend(Backend backend, Consumer<RunKey> closed) implements Backend {
    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public String durability() {
        return backend.durability();
    }

    @Override
    public EnginePorts engine() {
        EnginePorts ports = backend.engine();
        return new EnginePorts(
                ports.histories(),
                new Observed(ports.index(), closed),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                ports.clock());
    }

    @Override
    public ClientPorts client() {
        return backend.client();
    }

    @Override
    public QueueConsumer consumer() {
        return backend.consumer();
    }

    @Override
    public PayloadStore payloads() {
        return backend.payloads();
    }

    @Override
    public Records records() {
        return backend.records();
    }

    @Override
    public FlowStore flows() {
        return backend.flows();
    }

    @Override
    public void prepare(Collection<TaskQueue> queues) {
        backend.prepare(queues);
    }

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return backend.known(expected);
    }

    @Override
    public List<QueueView> depths() {
        return backend.depths();
    }

    @Override
    public int receiveMax() {
        return backend.receiveMax();
    }

    @Override
    public void close() {
        backend.close();
    }

    private record Observed(RunIndex index, Consumer<RunKey> closed) implements RunIndex {
        @Override
        public boolean point(
                Workspace workspace, WorkflowId workflowId, @Nullable RunId expected, RunId next) {
            return index.point(workspace, workflowId, expected, next);
        }

        @Override
        public void save(RunHead head) {
            index.save(head);
            if (head.status().isClosed()) {
                closed.accept(head.run());
            }
        }

        @Override
        public Optional<RunId> current(Workspace workspace, WorkflowId workflowId) {
            return index.current(workspace, workflowId);
        }

        @Override
        public Optional<RunHead> head(RunKey run) {
            return index.head(run);
        }

        @Override
        public Page<RunHead> list(RunQuery query) {
            return index.list(query);
        }

        @Override
        public Page<RunHead> openRuns(int limit, @Nullable String cursor) {
            return index.openRuns(limit, cursor);
        }
    }
}
