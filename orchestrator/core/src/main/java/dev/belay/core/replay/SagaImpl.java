package dev.belay.core.replay;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.model.Failure;
import dev.belay.core.workflow.Saga;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Function;

/// Compensations on a stack.
final class SagaImpl implements Saga {
    private final WorkflowContext context;
    private final Deque<Runnable> compensations = new ArrayDeque<>();

    SagaImpl(WorkflowContext context) {
        this.context = context;
    }

    @Override
    public <I, O, U, V> O call(
            ActivityType<I, O> activity,
            I input,
            ActivityType<U, V> undo,
            Function<O, U> undoInput) {
        O result = context.call(activity, input);
        onCompensate(() -> context.call(undo, undoInput.apply(result)));
        return result;
    }

    @Override
    public void onCompensate(Runnable compensation) {
        compensations.push(compensation);
    }

    @Override
    public void compensate() {
        var failures = new ArrayList<Failure>();
        context.uncancellable(() -> {
            while (!compensations.isEmpty()) {
                try {
                    compensations.pop().run();
                } catch (WorkflowException failed) {
                    failures.add(failed.failure());
                }
            }
        });
        if (!failures.isEmpty()) {
            throw new WorkflowException(
                    Failure.application(
                                    "compensation-failed",
                                    "%d compensation(s) failed; what they should have undone is still there"
                                            .formatted(failures.size()),
                                    false)
                            .withCause(failures.getFirst()));
        }
    }
}
