package dev.belay.local.host;

import dev.belay.core.model.RunKey;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What waits for one run while it is being advanced.
final class Mailbox {
    final RunKey run;
    private final ArrayDeque<Delivery> waiting = new ArrayDeque<>();
    private boolean active;
    private boolean retired;

    Mailbox(RunKey run) {
        this.run = run;
    }

    enum Put {
        /// Whoever is at the run takes it along.
        WAITS,
        /// Nobody is at the run yet.
        WAKES,
        /// The mailbox is no longer the run's; look for the new one.
        RETIRED
    }

    synchronized Put put(Delivery delivery) {
        if (retired) {
            return Put.RETIRED;
        }
        waiting.add(delivery);
        if (active) {
            return Put.WAITS;
        }
        active = true;
        return Put.WAKES;
    }

    /// What is to be advanced together; when there is nothing, the mailbox is done with.
    synchronized List<Delivery> takeOrRetire(int max) {
        if (waiting.isEmpty()) {
            retired = true;
            return List.of();
        }
        var taken = new ArrayList<Delivery>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        return taken;
    }
}
