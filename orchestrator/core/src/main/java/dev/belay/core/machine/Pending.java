package dev.belay.core.machine;

import dev.belay.core.command.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that an open run waits for. Each has a wake-up outside: a message in a queue, an armed
/// timer, another run.
public sealed interface Pending {
    /// The command that asked for it.
    int id();

    /// The batch whose hand-on gave it its wake-up: that of the command, or of the last failed
    /// attempt.
    long touchedIn();

    /// @param attempt the one in flight, or the next
    /// @param notBefore when that attempt may begin; null is at once
    /// @param lostInRow how many attempts before this one were lost with their host, in a row
    record Activity(
            int id,
            Command.ScheduleActivity command,
            Instant scheduledAt,
            int attempt,
            @Nullable Instant notBefore,
            int lostInRow,
            long touchedIn)
            implements Pending {}

    record Timer(int id, Command.StartTimer command, long touchedIn) implements Pending {}

    /// @param started whether the child is known to exist
    /// @param cancelReason what it was asked to cancel for; null when it was not asked
    record Child(
            int id,
            Command.StartChild command,
            boolean started,
            @Nullable String cancelReason,
            long touchedIn)
            implements Pending {}

    /// A signal or a cancel request on its way to another run.
    record Delivery(int id, Command command, long touchedIn) implements Pending {}
}
