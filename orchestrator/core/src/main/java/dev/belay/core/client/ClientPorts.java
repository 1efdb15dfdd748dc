package dev.belay.core.client;

import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunWatch;
import dev.belay.core.port.TaskQueues;
import java.time.InstantSource;

/// What a client reaches runs through.
///
/// @param durable returns when everything that this process wrote before is on disk; where each
///   write is durable by itself, it does nothing
public record ClientPorts(
        HistoryReader histories,
        RunIndex index,
        Inbox inbox,
        TaskQueues queues,
        RunWatch watch,
        InstantSource clock,
        Runnable durable) {}
