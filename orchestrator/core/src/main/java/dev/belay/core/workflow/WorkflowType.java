package dev.belay.core.workflow;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import java.util.function.Supplier;

/// One version of a workflow, as hosts register and callers start it. Several versions of a name
/// stand side by side; a run stays on the one that it started on.
///
/// @param version 1 or more; new runs take the highest
public record WorkflowType<I, O>(
        String name,
        int version,
        Class<I> input,
        Class<O> output,
        Lane lane,
        Supplier<? extends Workflow<I, O>> factory) {
    public WorkflowType {
        if (name.isBlank() || name.length() > Limits.NAME_CHARS_MAX || version < 1) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "workflow '%s' version %d; expected a name of 1 to %d characters and a version of 1 or more"
                            .formatted(name, version, Limits.NAME_CHARS_MAX));
        }
    }

    /// Version 1 on the lane `system`.
    public static <I, O> WorkflowType<I, O> of(
            String name,
            Class<I> input,
            Class<O> output,
            Supplier<? extends Workflow<I, O>> factory) {
        return new WorkflowType<>(name, 1, input, output, Lane.SYSTEM, factory);
    }

    public WorkflowType<I, O> version(int number) {
        return new WorkflowType<>(name, number, input, output, lane, factory);
    }

    public WorkflowType<I, O> lane(Lane newLane) {
        return new WorkflowType<>(name, version, input, output, newLane, factory);
    }
}
