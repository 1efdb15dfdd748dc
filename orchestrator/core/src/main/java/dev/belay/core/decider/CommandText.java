package dev.belay.core.decider;

import dev.belay.core.command.Command;

/// Commands in words, for errors and consoles. Never a payload.
public final class CommandText {
    private CommandText() {}

    /// For example `ScheduleActivity charge-card`.
    public static String of(Command command) {
        String kind = command.getClass().getSimpleName();
        String subject = subject(command);
        return subject.isEmpty() ? kind : kind + " " + subject;
    }

    /// What tells two commands of a kind apart, where replay must tell them apart.
    public static String subject(Command command) {
        return switch (command) {
            case Command.ScheduleActivity schedule -> schedule.activity();
            case Command.CancelActivity(int target) -> "#" + target;
            case Command.RecordLocalActivity local -> local.activity();
            case Command.RecordSideEffect _ -> "";
            case Command.MarkVersion mark -> mark.change();
            case Command.StartTimer timer -> timer.label();
            case Command.CancelTimer(int target) -> "#" + target;
            case Command.StartChild child -> child.request().workflow();
            case Command.CancelChild cancel -> "#" + cancel.target();
            case Command.SignalRun signal -> signal.signal() + " to " + signal.target();
            case Command.RequestCancel cancel -> "of " + cancel.target();
            case Command.AcceptUpdate(var itemId) -> itemId;
            case Command.RejectUpdate reject -> reject.itemId();
            case Command.CompleteUpdate complete -> complete.itemId();
            case Command.UpsertAttributes _ -> "";
            case Command.Checkpoint() -> "";
            case Command.CompleteRun _ -> "";
            case Command.FailRun _ -> "";
            case Command.CancelRun _ -> "";
            case Command.ContinueAsNew next -> next.request().workflow();
        };
    }
}
