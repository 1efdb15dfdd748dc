package dev.belay.core.replay;

import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.WorkflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A promise that the decider settles.
final class Deferred<T> implements Promise<T> {
    private final Branches branches;
    private boolean settled;
    private @Nullable Supplier<T> value;
    private @Nullable WorkflowException failure;
    private List<Runnable> listeners = List.of();

    Deferred(Branches branches) {
        this.branches = branches;
    }

    /// Settles with a value that is made when somebody asks for it.
    void complete(Supplier<T> supplier) {
        if (!settled) {
            value = supplier;
            settle();
        }
    }

    void fail(WorkflowException exception) {
        if (!settled) {
            failure = exception;
            settle();
        }
    }

    private void settle() {
        settled = true;
        for (Runnable listener : listeners) {
            listener.run();
        }
        listeners = List.of();
    }

    /// Calls `listener` when the promise is settled, at once if it is.
    void whenSettled(Runnable listener) {
        if (settled) {
            listener.run();
            return;
        }
        if (listeners.isEmpty()) {
            listeners = new ArrayList<>(1);
        }
        listeners.add(listener);
    }

    @Override
    public T get() {
        if (!settled) {
            branches.waitFor(this);
        }
        if (failure != null) {
            // The stack of the code that asks helps; that of the code that was told does not.
            failure.setStackTrace(Thread.currentThread().getStackTrace());
            throw failure;
        }
        Supplier<T> made = value;
        if (made == null) {
            throw new IllegalStateException("a settled promise has neither value nor failure");
        }
        return made.get();
    }

    @Override
    public boolean isDone() {
        return settled;
    }

    @Override
    public boolean isCompleted() {
        return settled && failure == null;
    }

    @Nullable WorkflowException failure() {
        return failure;
    }
}
