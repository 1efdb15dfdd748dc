package dev.belay.core.replay;

import dev.belay.core.workflow.CancellationScope;
import dev.belay.core.workflow.CancelledException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A scope and what is open inside it.
final class ScopeImpl implements CancellationScope {
    private final Branches branches;
    private final List<ScopeImpl> children = new ArrayList<>();
    private final Set<Runnable> onCancel = new LinkedHashSet<>();
    private @Nullable String cancelReason;

    ScopeImpl(Branches branches, @Nullable ScopeImpl parent) {
        this.branches = branches;
        if (parent != null) {
            parent.children.add(this);
            cancelReason = parent.cancelReason;
        }
    }

    @Override
    public <T> T call(Supplier<T> body) {
        Fiber fiber = branches.current();
        ScopeImpl outer = fiber.scope;
        fiber.scope = this;
        try {
            throwIfCancelled();
            return body.get();
        } finally {
            fiber.scope = outer;
        }
    }

    @Override
    public void cancel(String reason) {
        if (cancelReason != null) {
            return;
        }
        cancelReason = reason;
        for (Runnable listener : List.copyOf(onCancel)) {
            listener.run();
        }
        onCancel.clear();
        for (ScopeImpl child : List.copyOf(children)) {
            child.cancel(reason);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelReason != null;
    }

    String reason() {
        return cancelReason == null ? "" : cancelReason;
    }

    void throwIfCancelled() {
        if (cancelReason != null) {
            throw new CancelledException(cancelReason);
        }
    }

    /// Calls `listener` when the scope is cancelled, in the order of registration.
    void onCancel(Runnable listener) {
        onCancel.add(listener);
    }

    void forget(Runnable listener) {
        onCancel.remove(listener);
    }
}
