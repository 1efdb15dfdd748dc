package dev.belay.api.words;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a history in words, batch by batch. Payloads are never part of it.
public final class Narrator {
    private final Map<Integer, String> subjects = new HashMap<>();
    private @Nullable Instant startedAt;

    /// One thing that happened.
    ///
    /// @param since the start of the run
    public record Line(Duration since, String text) {}

    public List<Line> tell(Batch batch) {
        if (startedAt == null) {
            startedAt = batch.time();
        }
        Duration since = Duration.between(startedAt, batch.time());
        var lines = new ArrayList<Line>();
        for (HistoryEvent event : batch.events()) {
            String text = text(event, batch.time());
            if (!text.isEmpty()) {
                lines.add(new Line(since, text));
            }
        }
        return lines;
    }

    /// One event; empty where there is nothing to say. Batches before it name what it refers to.
    public String text(HistoryEvent event, Instant now) {
        return switch (event) {
            case HistoryEvent.RunStarted(var request) ->
                    "%s version %d started as '%s' on lane %s"
                            .formatted(
                                    request.workflow(),
                                    request.version(),
                                    request.workflowId(),
                                    request.lane());
            case HistoryEvent.RunBegan() -> "its start delay passed";
            case HistoryEvent.ActivityAttemptFailed(
                            int id,
                            int attempt,
                            var failure,
                            var retryAt) ->
                    "%s: attempt %d failed (%s), next in %s"
                            .formatted(
                                    subject(id),
                                    attempt,
                                    brief(failure),
                                    Durations.text(Duration.between(now, retryAt)));
            case HistoryEvent.ActivityCompleted(int id, int attempt, _) ->
                    attempt == 1
                            ? "%s: done".formatted(subject(id))
                            : "%s: done at attempt %d".formatted(subject(id), attempt);
            case HistoryEvent.ActivityFailed(int id, int attempt, var failure) ->
                    "%s: failed for good at attempt %d (%s)"
                            .formatted(subject(id), attempt, brief(failure));
            case HistoryEvent.TimerFired(int id) -> "%s: over".formatted(subject(id));
            case HistoryEvent.SignalReceived(_, var name, _) -> "signal '%s' came".formatted(name);
            case HistoryEvent.UpdateRequested(_, var name, _) ->
                    "update '%s' was asked for".formatted(name);
            case HistoryEvent.CancelRequested(_, var reason) ->
                    "cancel was asked for: %s".formatted(reason);
            case HistoryEvent.ChildStarted(int id, var child) ->
                    "%s: runs as %s".formatted(subject(id), child);
            case HistoryEvent.ChildClosed(int id, _, var status, var outcome) ->
                    "%s: %s%s".formatted(subject(id), status, reason(outcome));
            case HistoryEvent.RequestDelivered(int id, var failure) ->
                    failure == null
                            ? "%s: arrived".formatted(subject(id))
                            : "%s: did not arrive (%s)".formatted(subject(id), brief(failure));
            case HistoryEvent.RunTerminated(_, var reason) -> "terminated: %s".formatted(reason);
            case HistoryEvent.RunTimedOut() -> "timed out";
            case HistoryEvent.RunBlocked(_, var message, _) -> "blocked: %s".formatted(message);
            case HistoryEvent.RunUnblocked(var build) -> "unblocked by build %s".formatted(build);
            case HistoryEvent.DecisionSplit() -> "";
            case CommandIssued(int id, var command) -> command(id, command, now);
        };
    }

    private String command(int id, Command command, Instant now) {
        return switch (command) {
            case Command.ScheduleActivity schedule ->
                    named(id, schedule.activity()) + ": asked for";
            case Command.CancelActivity(int target) -> subject(target) + ": no longer wanted";
            case Command.RecordLocalActivity(var activity, int attempt, var outcome) ->
                    "%s (local): attempt %d %s"
                            .formatted(
                                    activity,
                                    attempt,
                                    outcome instanceof Outcome.Completed
                                            ? "done"
                                            : "failed" + reason(outcome));
            case Command.RecordSideEffect _ -> "a value was recorded";
            case Command.MarkVersion(var change, int version) ->
                    "change '%s' is at version %d".formatted(change, version);
            case Command.StartTimer(var fireAt, var label) ->
                    named(id, label.isBlank() ? "timer" : "timer " + label)
                            + ": waits "
                            + Durations.text(Duration.between(now, fireAt));
            case Command.CancelTimer(int target) -> subject(target) + ": no longer needed";
            case Command.StartChild start ->
                    named(id, "child " + start.request().workflow()) + ": asked for";
            case Command.CancelChild(int target, var reason) ->
                    "%s: asked to cancel: %s".formatted(subject(target), reason);
            case Command.SignalRun signal ->
                    named(id, "signal '%s' to '%s'".formatted(signal.signal(), signal.target()))
                            + ": sent";
            case Command.RequestCancel cancel ->
                    named(id, "cancel request to '%s'".formatted(cancel.target())) + ": sent";
            case Command.AcceptUpdate _ -> "the update was accepted";
            case Command.RejectUpdate(_, var failure) ->
                    "the update was refused (%s)".formatted(brief(failure));
            case Command.CompleteUpdate(_, var outcome) ->
                    "the update was answered" + reason(outcome);
            case Command.UpsertAttributes _ -> "what lists show has changed";
            case Command.Checkpoint() -> "";
            case Command.CompleteRun _ -> "completed";
            case Command.FailRun(var failure) -> "failed: %s".formatted(brief(failure));
            case Command.CancelRun(var reason) -> "cancelled: %s".formatted(reason);
            case Command.ContinueAsNew(var next, _) -> "continues as %s".formatted(next);
        };
    }

    private String named(int id, String subject) {
        subjects.put(id, subject);
        return subject;
    }

    private String subject(int id) {
        return subjects.getOrDefault(id, "#" + id);
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Failed(var failure)
                ? " (%s)".formatted(brief(failure))
                : "";
    }

    /// One line, not too long.
    private static String brief(Failure failure) {
        String line = failure.summary().lines().findFirst().orElse(failure.type());
        return line.length() <= 160 ? line : line.substring(0, 159) + "…";
    }
}
