package dev.belay.core.replay;

import dev.belay.core.command.Command;
import dev.belay.core.decider.CommandText;
import dev.belay.core.decider.NonDeterminismException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The commands of one decision: new ones are numbered, replayed ones are held against the record.
///
/// During replay a command is not made again: the recorded one is returned, so nothing is encoded
/// or stored twice.
final class CommandLog {
    private final String run;
    private int lastId;
    private List<CommandIssued> recorded = List.of();
    private int position;
    private boolean replaying;
    private boolean whole;
    private List<CommandIssued> issued = new ArrayList<>();
    private int local;
    private boolean closed;
    private @Nullable BelayException broken;

    /// @param run how errors name the run
    CommandLog(String run) {
        this.run = run;
    }

    /// Begins a new decision.
    void live() {
        replaying = false;
        recorded = List.of();
        reset();
    }

    /// Begins a decision that was made before.
    void replay(List<CommandIssued> commands, boolean complete) {
        replaying = true;
        recorded = commands;
        whole = complete;
        reset();
    }

    private void reset() {
        position = 0;
        local = 0;
        issued = new ArrayList<>();
    }

    /// Ends the decision.
    ///
    /// @return the commands that the history does not hold yet
    List<CommandIssued> finish() {
        if (broken != null) {
            throw broken;
        }
        if (position < recorded.size()) {
            var next = recorded.get(position);
            throw new NonDeterminismException(
                    run, next.id(), CommandText.of(next.command()), "nothing: the code waits here");
        }
        return issued;
    }

    /// Gives a command of `kind`.
    ///
    /// @param subject as [CommandText#subject] of what `make` makes
    CommandIssued issue(Class<? extends Command> kind, String subject, Supplier<Command> make) {
        if (broken != null || closed) {
            throw new Fiber.Disposed();
        }
        closed = Command.Closing.class.isAssignableFrom(kind);
        if (position < recorded.size()) {
            CommandIssued next = recorded.get(position);
            if (next.command().getClass() != kind
                    || !CommandText.subject(next.command()).equals(subject)) {
                throw mismatch(next.id(), CommandText.of(next.command()), kind, subject);
            }
            position++;
            lastId = next.id();
            return next;
        }
        if (replaying && whole) {
            throw mismatch(lastId + 1, "nothing: the code waited here", kind, subject);
        }
        if (issued.size() >= Limits.COMMANDS_PER_DECISION_MAX) {
            throw abort(
                    new BelayException(
                            ErrorCode.DECISION_TOO_LARGE,
                            "run %s gave more than %d commands in one decision; wait for some before giving more, or continue as new"
                                    .formatted(run, Limits.COMMANDS_PER_DECISION_MAX)));
        }
        var made = new CommandIssued(lastId + 1, make.get());
        lastId = made.id();
        issued.add(made);
        return made;
    }

    /// The next recorded command; null where the record of this decision ends, and when it is new.
    @Nullable Command peek() {
        return position < recorded.size() ? recorded.get(position).command() : null;
    }

    /// Whether what is decided now is known from the history.
    boolean isReplaying() {
        return replaying && (whole || position < recorded.size());
    }

    /// The number that the next command gets.
    int nextId() {
        return lastId + 1;
    }

    /// Counts work done inside the decision.
    ///
    /// @return whether enough was done to make it durable before going on
    boolean countLocal(int max) {
        local++;
        return isReplaying() ? peek() instanceof Command.Checkpoint : local >= max;
    }

    /// Stops the decision with an error that workflow code cannot catch.
    Fiber.Disposed abort(BelayException why) {
        broken = Objects.requireNonNullElse(broken, why);
        return new Fiber.Disposed();
    }

    private Fiber.Disposed mismatch(
            int id, String was, Class<? extends Command> kind, String subject) {
        String attempted = (kind.getSimpleName() + " " + subject).strip();
        return abort(new NonDeterminismException(run, id, was, attempted));
    }
}
