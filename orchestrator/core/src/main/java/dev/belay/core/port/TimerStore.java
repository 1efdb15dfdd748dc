package dev.belay.core.port;

import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.Lane;
import java.time.Instant;
import java.util.List;

/// Keeps timers that are due later than a queue can delay. A sweep turns them into messages shortly
/// before their time.
public interface TimerStore {
    /// Keeps a timer; keeping it again changes nothing.
    void put(ArmedTimer timer);

    /// Timers due before `before`, soonest first within what the store can tell; at most `limit`.
    List<ArmedTimer> due(Instant before, int limit);

    /// Forgets a timer whose message was sent. Unknown ones are ignored.
    void remove(ArmedTimer timer);

    /// @param lane whose orchestrator is woken
    record ArmedTimer(Lane lane, TimerDue message) {}
}
