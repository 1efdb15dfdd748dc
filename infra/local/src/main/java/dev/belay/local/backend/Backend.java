package dev.belay.local.backend;

import dev.belay.api.lanes.QueueView;
import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.flow.store.FlowStore;
import java.util.Collection;
import java.util.List;

/// All ports of a single process, on one way of keeping them.
public interface Backend extends AutoCloseable {
    /// As it is named on the command line.
    String name();

    /// What a promise of this backend survives, in a word or two.
    String durability();

    EnginePorts engine();

    ClientPorts client();

    QueueConsumer consumer();

    PayloadStore payloads();

    /// Definitions and inboxes of triggers.
    Records records();

    /// What is published here.
    FlowStore flows();

    /// Makes queues where they have to be made before they are used.
    void prepare(Collection<TaskQueue> queues);

    /// Queues that may hold messages from before this process.
    ///
    /// @param expected those that the host can think of, for backends that cannot list theirs
    Collection<TaskQueue> known(Collection<TaskQueue> expected);

    /// Whether some host serves it whatever this process does.
    default boolean isServed() {
        return false;
    }

    /// How much waits in the queues; empty where this process cannot tell.
    default List<QueueView> depths() {
        return List.of();
    }

    /// How many messages one receive brings at the most.
    int receiveMax();

    @Override
    void close();
}
