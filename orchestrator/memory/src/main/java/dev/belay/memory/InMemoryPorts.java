package dev.belay.memory;

import java.time.Instant;
import java.time.InstantSource;

/// All ports in memory, on one clock: a whole deployment, as small as it gets.
///
/// @param history also the [dev.belay.core.port.RunWatch]
/// @param queues sends and receives
public record InMemoryPorts(
        InstantSource clock,
        InMemoryHistoryStore history,
        InMemoryRunIndex index,
        InMemoryInbox inbox,
        InMemoryTaskQueues queues,
        InMemoryTimerStore timers,
        InMemoryPayloadStore payloads,
        InMemoryAttemptStore attempts) {
    /// How often a message is received before it is a dead letter, where nobody says otherwise.
    public static final int RECEIVE_COUNT_MAX = 10;

    public static InMemoryPorts on(InstantSource clock) {
        return on(clock, RECEIVE_COUNT_MAX);
    }

    /// On a time that a test moves, beginning at `start`.
    public static InMemoryPorts startingAt(Instant start) {
        return on(new VirtualClock(start));
    }

    public static InMemoryPorts on(InstantSource clock, int receiveCountMax) {
        return new InMemoryPorts(
                clock,
                new InMemoryHistoryStore(clock),
                new InMemoryRunIndex(),
                new InMemoryInbox(),
                new InMemoryTaskQueues(clock, receiveCountMax),
                new InMemoryTimerStore(),
                new InMemoryPayloadStore(),
                new InMemoryAttemptStore());
    }
}
