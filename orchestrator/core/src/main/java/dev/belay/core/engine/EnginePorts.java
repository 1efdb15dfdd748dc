package dev.belay.core.engine;

import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TimerStore;
import java.time.InstantSource;

/// Everything that the engine reaches the outside through, payloads excepted.
public record EnginePorts(
        HistoryStore histories,
        RunIndex index,
        Inbox inbox,
        TaskQueues queues,
        TimerStore timers,
        AttemptStore attempts,
        InstantSource clock) {}
