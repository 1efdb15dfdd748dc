package dev.belay.local.host;

import dev.belay.core.message.RunMessage;
import dev.belay.core.model.Lane;
import dev.belay.core.port.TaskQueues;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// The queues as callers of this process have them: a start in a lane that gives way lets the
/// others' work go first, so that a flood of starts is held back where it comes in.
///
/// @param givesWay of a lane
record CallersQueues(TaskQueues queues, Predicate<Lane> givesWay, Precedence precedence)
        implements TaskQueues {
    @Override
    public void send(List<Outgoing> messages) {
        for (Outgoing message : messages) {
            if (givesWay.test(message.queue().lane())) {
                if (message.message() instanceof RunMessage.Start) {
                    precedence.giveWay();
                }
            } else {
                precedence.expect();
            }
        }
        queues.send(messages);
    }

    @Override
    public Duration delayMax() {
        return queues.delayMax();
    }
}
