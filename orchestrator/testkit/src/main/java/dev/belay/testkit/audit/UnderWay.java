package dev.belay.testkit.audit;

import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.RunKey;
import java.util.function.Predicate;

/// What is on its way to runs.
public interface UnderWay {
    /// Whether a queue holds a message that fits: delayed, hidden, dead letters included.
    boolean carries(Predicate<QueueMessage> wanted);

    /// Whether a timer is armed that fits, which no queue holds yet.
    boolean isArmed(Predicate<TimerDue> wanted);

    /// Whether a workflow task of the run is being handled or waits to be. It gives every wake-up
    /// again that it may have lost.
    boolean isBeingHandled(RunKey run);
}
