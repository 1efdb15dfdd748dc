package dev.belay.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;

/// Decides when a message that was handed back comes again.
///
/// Lambda leaves such a message hidden for what is left of its visibility, which has to be long
/// enough for the slowest invocation: minutes, where a lost race is over in a second.
@FunctionalInterface
interface Redelivery {
    void after(SQSMessage message, Duration pause);
}
