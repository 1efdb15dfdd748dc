package dev.belay.embedded;

import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.List;

/// Queues whose [#send] returns when the messages are on the disk: for who answers a client.
final class ConfirmedQueues implements TaskQueues {
    private final EmbeddedQueues queues;
    private final Journal journal;

    ConfirmedQueues(EmbeddedQueues queues, Journal journal) {
        this.queues = queues;
        this.journal = journal;
    }

    @Override
    public void send(List<Outgoing> messages) {
        queues.send(messages);
        journal.awaitDurable();
    }

    @Override
    public Duration delayMax() {
        return queues.delayMax();
    }
}
