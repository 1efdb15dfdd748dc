package dev.belay.local.cli;

import dev.belay.api.runs.RunView;
import dev.belay.api.words.Durations;
import dev.belay.api.words.Waits;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.machine.Pending;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunStatus;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the doctor finds out about one open run.
final class Examination {
    private final Runs runs;
    private final RunView run;
    private final Instant now;
    private final List<String> waits = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /// @param problems empty where all is well
    record Finding(
            String workspace,
            String runId,
            String workflowId,
            String workflow,
            RunStatus status,
            List<String> waitsFor,
            List<String> problems) {
        Finding {
            waitsFor = List.copyOf(waitsFor);
            problems = List.copyOf(problems);
        }
    }

    private Examination(Runs runs, RunView run, Instant now) {
        this.runs = runs;
        this.run = run;
        this.now = now;
    }

    /// @param runs of the run's workspace
    static Finding of(Runs runs, RunView run, Instant now) throws InterruptedException {
        var examination = new Examination(runs, run, now);
        examination.examine();
        return new Finding(
                run.workspace(),
                run.runId(),
                run.workflowId(),
                run.workflow(),
                run.status(),
                examination.waits,
                examination.problems);
    }

    private void examine() throws InterruptedException {
        try {
            RunState state = Histories.read(runs, run.runId()).state();
            if (state.exists()) {
                examine(state);
            } else {
                notBegun();
            }
        } catch (BelayException unreadable) {
            // The other runs are worth a look all the same.
            problems.add("it cannot be examined: " + unreadable.getMessage());
        }
        if (run.status() == RunStatus.BLOCKED) {
            problems.add("blocked: " + run.reason());
        }
    }

    private void notBegun() {
        waits.add("its start");
        if (isOverdue(run.startedAt())) {
            problems.add(
                    "it has not begun for %s: its start is still in the queue of lane %s, is a dead letter there, or was lost; where it was lost, start the run again under another workflow id"
                            .formatted(ago(run.startedAt()), run.lane()));
        }
    }

    private void examine(RunState state) {
        for (Waits.Wait wait : Waits.of(state, now)) {
            waits.add(wait.text());
            if (wait.overdueSince() != null) {
                problems.add("overdue by %s: %s".formatted(ago(wait.overdueSince()), wait.text()));
            }
        }
        for (Pending pending : state.pending()) {
            if (pending instanceof Pending.Child child && child.started()) {
                examineChild(child);
            }
        }
    }

    /// A child that has closed tells the run, which then waits no more.
    private void examineChild(Pending.Child child) {
        @Nullable RunView last = last(child.command().child().value());
        if (last == null) {
            problems.add(
                    "child %s is not there any more, and the run was not told how it ended"
                            .formatted(child.command().child()));
        } else if (last.closedAt() != null && isOverdue(last.closedAt())) {
            problems.add(
                    "child %s has been %s for %s, and the run was not told"
                            .formatted(last.runId(), last.status(), ago(last.closedAt())));
        }
    }

    /// The run that continues the run in the end, as far as there is one.
    private @Nullable RunView last(String first) {
        @Nullable RunView found = null;
        for (String id = first; id != null; id = found.next()) {
            try {
                found = runs.describe(id);
            } catch (BelayException e) {
                if (e.code() == ErrorCode.RUN_NOT_FOUND) {
                    return found;
                }
                throw e;
            }
        }
        return found;
    }

    private boolean isOverdue(Instant since) {
        return since.plus(Waits.WORK_PATIENCE).isBefore(now);
    }

    private String ago(Instant since) {
        return Durations.text(Duration.between(since, now));
    }
}
