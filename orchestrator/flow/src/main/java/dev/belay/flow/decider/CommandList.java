package dev.belay.flow.decider;

import dev.belay.core.command.Command;
import dev.belay.core.decider.CommandText;
import dev.belay.core.decider.NonDeterminismException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The commands of one decision. Where the history records them, they are held against it instead
/// of being made again.
final class CommandList {
    private final String run;
    private final FlowState state;
    private List<CommandIssued> recorded = List.of();
    private boolean exact;
    private int position;
    private List<CommandIssued> issued = new ArrayList<>();

    /// @param run how errors name the run
    CommandList(String run, FlowState state) {
        this.run = run;
        this.state = state;
    }

    /// Begins a decision.
    ///
    /// @param complete whether nothing may follow what is recorded
    void begin(List<CommandIssued> record, boolean complete) {
        recorded = record;
        exact = complete;
        position = 0;
        issued = new ArrayList<>();
    }

    /// @param subject as [CommandText#subject] of what `make` makes for an id
    /// @return the id
    int issue(Class<? extends Command> kind, String subject, IntFunction<Command> make) {
        int id = state.lastCommand + 1;
        if (position < recorded.size()) {
            CommandIssued next = recorded.get(position);
            if (next.id() != id
                    || next.command().getClass() != kind
                    || !CommandText.subject(next.command()).equals(subject)) {
                // Where making it raises a problem, it was not given the first time either.
                var _ = make.apply(id);
                throw mismatch(id, CommandText.of(next.command()), kind, subject);
            }
            position++;
            state.lastCommand = id;
            return id;
        }
        if (exact) {
            var _ = make.apply(id);
            throw mismatch(id, "nothing: the flow waited here", kind, subject);
        }
        if (issued.size() >= Limits.COMMANDS_PER_DECISION_MAX) {
            throw new BelayException(
                    ErrorCode.DECISION_TOO_LARGE,
                    "run %s gave more than %d commands in one decision"
                            .formatted(run, Limits.COMMANDS_PER_DECISION_MAX));
        }
        issued.add(new CommandIssued(id, make.apply(id)));
        state.lastCommand = id;
        return id;
    }

    /// Ends the decision.
    List<CommandIssued> finish() {
        if (position < recorded.size()) {
            CommandIssued next = recorded.get(position);
            throw new NonDeterminismException(
                    run, next.id(), CommandText.of(next.command()), "nothing: the flow waits here");
        }
        return issued;
    }

    private NonDeterminismException mismatch(
            int id, String was, Class<? extends Command> kind, String subject) {
        return new NonDeterminismException(
                run, id, was, (kind.getSimpleName() + " " + subject).strip());
    }
}
