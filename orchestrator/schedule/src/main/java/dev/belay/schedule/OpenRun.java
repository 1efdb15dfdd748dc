package dev.belay.schedule;

import dev.belay.core.model.FailureKind;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.schedule.LedgerEntry.Ending;
import org.jspecify.annotations.Nullable;

/// A run that the schedule started and whose end it waits for.
final class OpenRun {
    private final String workflowId;
    private final @Nullable String carrier;
    private final Promise<Object> result;
    private boolean askedToEnd;

    /// @param carrier the workflow id of the run that can end this one by force
    OpenRun(String workflowId, @Nullable String carrier, Promise<Object> result) {
        this.workflowId = workflowId;
        this.carrier = carrier;
        this.result = result;
    }

    String workflowId() {
        return workflowId;
    }

    @Nullable String carrier() {
        return carrier;
    }

    boolean isEnded() {
        return result.isDone();
    }

    /// Whether nobody asked before.
    boolean askToEnd() {
        boolean first = !askedToEnd;
        askedToEnd = true;
        return first;
    }

    record End(Ending how, @Nullable String why) {}

    End end() {
        if (result.isCompleted()) {
            // The result itself is the run's; nobody here reads it.
            return new End(Ending.COMPLETED, null);
        }
        try {
            result.get();
            throw new IllegalStateException("a failed promise gave a result");
        } catch (WorkflowException failed) {
            return new End(ending(failed.failure().kind()), failed.failure().summary());
        }
    }

    private static Ending ending(FailureKind kind) {
        return switch (kind) {
            case CANCELLED -> Ending.CANCELLED;
            case TERMINATED -> Ending.TERMINATED;
            case TIMEOUT -> Ending.TIMED_OUT;
            case APPLICATION, LOST, ENGINE -> Ending.FAILED;
        };
    }
}
