package dev.belay.local.backend;

import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.memory.InMemoryPorts;
import dev.belay.memory.InMemoryRecords;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/// Everything in this process's memory, gone with it.
public final class MemoryBackend implements Backend {
    private static final int RECEIVE_MAX = 256;

    private final InMemoryPorts ports;
    private final Records records = new InMemoryRecords();
    private final FlowStore flows = new InMemoryFlowStore();

    public MemoryBackend() {
        // The host gives messages up; the queues must not do it before.
        this.ports = InMemoryPorts.on(InstantSource.system(), Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String durability() {
        return "none";
    }

    @Override
    public EnginePorts engine() {
        return new EnginePorts(
                ports.history(),
                ports.index(),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                ports.clock());
    }

    @Override
    public ClientPorts client() {
        return new ClientPorts(
                ports.history(),
                ports.index(),
                ports.inbox(),
                ports.queues(),
                ports.history(),
                ports.clock(),
                () -> {});
    }

    @Override
    public QueueConsumer consumer() {
        return ports.queues();
    }

    @Override
    public PayloadStore payloads() {
        return ports.payloads();
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public FlowStore flows() {
        return flows;
    }

    @Override
    public void prepare(Collection<TaskQueue> queues) {}

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return List.of();
    }

    @Override
    public List<QueueView> depths() {
        return ports.queues().queues().stream().map(QueueView::unknown).toList();
    }

    @Override
    public int receiveMax() {
        return RECEIVE_MAX;
    }

    @Override
    public void close() {}
}
