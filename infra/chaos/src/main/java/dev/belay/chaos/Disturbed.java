package dev.belay.chaos;

import dev.belay.core.client.ClientPorts;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.backend.Backend;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// A backend whose messages come again soon, and whose appends can be where its host stops.
///
/// @param visibility the longest that a received message is hidden
record Disturbed(Backend behind, Duration visibility, Interruption interruption)
        implements Backend {
    @Override
    public String name() {
        return behind.name();
    }

    @Override
    public String durability() {
        return behind.durability();
    }

    @Override
    public EnginePorts engine() {
        EnginePorts ports = behind.engine();
        return new EnginePorts(
                new Histories(ports.histories(), interruption),
                ports.index(),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                ports.clock());
    }

    @Override
    public ClientPorts client() {
        return behind.client();
    }

    @Override
    public QueueConsumer consumer() {
        return new Impatient(behind.consumer(), visibility);
    }

    @Override
    public Records records() {
        return behind.records();
    }

    @Override
    public FlowStore flows() {
        return behind.flows();
    }

    @Override
    public PayloadStore payloads() {
        return behind.payloads();
    }

    @Override
    public void prepare(Collection<TaskQueue> queues) {
        behind.prepare(queues);
    }

    @Override
    public Collection<TaskQueue> known(Collection<TaskQueue> expected) {
        return behind.known(expected);
    }

    @Override
    public int receiveMax() {
        return behind.receiveMax();
    }

    @Override
    public void close() {
        behind.close();
    }

    private record Histories(HistoryStore behind, Interruption interruption)
            implements HistoryStore {
        @Override
        public boolean append(RunKey run, StoredBatch batch) {
            interruption.reach(Interruption.Point.BEFORE_APPEND);
            boolean won = behind.append(run, batch);
            if (!won) {
                System.out.println("lost " + run);
            }
            interruption.reach(Interruption.Point.AFTER_APPEND);
            return won;
        }

        @Override
        public void compact(RunKey run, long through) {
            behind.compact(run, through);
        }

        @Override
        public List<StoredBatch> read(RunKey run, long after, int limit) {
            return behind.read(run, after, limit);
        }
    }

    private record Impatient(QueueConsumer behind, Duration most) implements QueueConsumer {
        @Override
        public List<Delivery> receive(
                TaskQueue queue, int max, Duration wait, Duration visibility) {
            return behind.receive(queue, max, wait, least(visibility));
        }

        @Override
        public void acknowledge(List<Delivery> deliveries) {
            behind.acknowledge(deliveries);
        }

        @Override
        public void release(Delivery delivery, Duration pause) {
            behind.release(delivery, pause);
        }

        @Override
        public void extend(Delivery delivery, Duration visibility) {
            behind.extend(delivery, least(visibility));
        }

        private Duration least(Duration visibility) {
            return visibility.compareTo(most) < 0 ? visibility : most;
        }
    }
}
