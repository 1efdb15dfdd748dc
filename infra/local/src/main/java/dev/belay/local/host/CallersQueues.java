package dev.belay.local.host;

import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Lane;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.List;

/// The queues as callers of this process have them: a start in a lane that gives way lets the
/// others' work go first, so that a flood of starts is held back where it comes in; and one in a
/// lane that nobody configured is refused, because it is more likely misspelt than meant.
record CallersQueues(TaskQueues queues, HostOptions options, Precedence precedence)
        implements TaskQueues {
    @Override
    public void send(List<Outgoing> messages) {
        for (Outgoing message : messages) {
            Lane lane = message.queue().lane();
            boolean starts = message.message() instanceof RunMessage.Start;
            if (starts) {
                options.requireKnown(lane);
            }
            if (!options.lane(lane).givesWay()) {
                precedence.expect();
            } else if (starts) {
                precedence.giveWay();
            }
        }
        queues.send(messages);
    }

    @Override
    public Duration delayMax() {
        return queues.delayMax();
    }
}
