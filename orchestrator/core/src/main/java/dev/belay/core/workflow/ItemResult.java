package dev.belay.core.workflow;

import dev.belay.core.model.Failure;

/// How one item of a parallel map ended.
public sealed interface ItemResult<R> {
    record Completed<R>(R result) implements ItemResult<R> {}

    record Failed<R>(Failure failure) implements ItemResult<R> {}

    /// Not begun, because too many others had failed.
    record Skipped<R>() implements ItemResult<R> {}

    /// @throws WorkflowException when the item did not complete
    default R orElseThrow() {
        return switch (this) {
            case Completed<R>(var result) -> result;
            case Failed<R>(var failure) -> throw new WorkflowException(failure);
            case Skipped<R>() ->
                    throw WorkflowException.of(
                            "skipped", "the item was not begun: too many others failed");
        };
    }
}
