package dev.belay.local.backend;

import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.embedded.Durability;
import dev.belay.embedded.EmbeddedOptions;
import dev.belay.embedded.EmbeddedStore;
import dev.belay.embedded.QueueDepth;
import dev.belay.flow.store.FlowStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// A store in a directory, for one process at a time.
public final class EmbeddedBackend implements Backend {
    private static final int RECEIVE_MAX = 256;

    private final EmbeddedOptions options;
    private final EmbeddedStore store;

    private EmbeddedBackend(EmbeddedOptions options) {
        this.options = options;
        this.store = EmbeddedStore.open(options);
    }

    /// @throws dev.belay.core.error.BelayException `STORE_IN_USE`, `STORE_CORRUPT`
    public static EmbeddedBackend open(Path directory) {
        return open(EmbeddedOptions.in(directory));
    }

    public static EmbeddedBackend open(EmbeddedOptions options) {
        // The host gives messages up; the queues must not do it before.
        return new EmbeddedBackend(options.withReceivesMax(Integer.MAX_VALUE));
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String durability() {
        return options.durability().name().toLowerCase(Locale.ROOT);
    }

    /// Whether a power loss takes nothing that was promised.
    public boolean isSynced() {
        return options.durability() == Durability.SYNCED;
    }

    @Override
    public EnginePorts engine() {
        return new EnginePorts(
                store.histories(),
                store.index(),
                store.inbox(),
                store.queues(),
                store.timers(),
                store.attempts(),
                options.clock());
    }

    @Override
    public ClientPorts client() {
        return new ClientPorts(
                store.histories(),
                store.index(),
                store.inbox(),
                store.queues(),
                store.watch(),
                options.clock(),
                store::awaitDurable);
    }

    @Override
    public QueueConsumer consumer() {
        return store.queues();
    }

    @Override
    public PayloadStore payloads() {
        return store.payloads();
    }

    @Override
    public Records records() {
        return store.records();
    }

    @Override
    public FlowStore flows() {
        return store.flows();
    }

    @Override
    public void prepare(Collection<TaskQueue> queues) {}

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return store.queues().known();
    }

    @Override
    public List<QueueView> depths() {
        return store.queues().known().stream().map(this::depth).toList();
    }

    private QueueView depth(TaskQueue queue) {
        QueueDepth depth = store.queues().depth(queue);
        return new QueueView(queue, depth.visible(), depth.delayed(), depth.inFlight(), null);
    }

    @Override
    public int receiveMax() {
        return RECEIVE_MAX;
    }

    @Override
    public void close() {
        store.close();
    }
}
