package dev.belay.core.replay;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The branches of one run, taking turns in a fixed order.
final class Branches {
    private final ArrayDeque<Fiber> ready = new ArrayDeque<>();
    private final List<Fiber> alive = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private @Nullable Fiber current;

    /// Begins a branch; its turn comes when the branches before it wait.
    Fiber begin(String name, ScopeImpl scope, Runnable body) {
        var fiber = new Fiber(name, scope, body);
        alive.add(fiber);
        ready.add(fiber);
        return fiber;
    }

    /// Runs branches until all wait.
    void runUntilAllWait() {
        do {
            for (Fiber next = ready.poll(); next != null; next = ready.poll()) {
                current = next;
                try {
                    next.resume();
                } finally {
                    current = null;
                }
                if (next.isFinished()) {
                    alive.remove(next);
                }
            }
        } while (wakeConditions());
    }

    /// The branch that is running.
    ///
    /// @throws BelayException `WORKFLOW_MISUSE` when the caller is not one
    Fiber current() {
        Fiber fiber = current;
        if (fiber == null || !fiber.isCurrent()) {
            throw new BelayException(
                    ErrorCode.WORKFLOW_MISUSE,
                    "the workflow context was used outside workflow code: from a thread of its own, a query handler or an update validator");
        }
        if (fiber.isDisposed()) {
            throw new Fiber.Disposed();
        }
        return fiber;
    }

    /// Waits until the promise is settled, or the scope of the branch is cancelled.
    void waitFor(Deferred<?> promise) {
        Fiber fiber = current();
        var wait = new Wait(fiber);
        promise.whenSettled(wait);
        fiber.scope.onCancel(wait);
        while (!promise.isDone()) {
            fiber.scope.throwIfCancelled();
            fiber.pause();
            wait.rearm();
        }
        fiber.scope.forget(wait);
    }

    /// Waits until the condition holds. Conditions are looked at when all branches wait.
    void waitUntil(BooleanSupplier condition, Deferred<?> orSettled) {
        Fiber fiber = current();
        var wait = new Condition(fiber, condition);
        var cancelled = new Wait(fiber);
        fiber.scope.onCancel(cancelled);
        orSettled.whenSettled(cancelled);
        conditions.add(wait);
        try {
            while (!condition.getAsBoolean() && !orSettled.isDone()) {
                fiber.scope.throwIfCancelled();
                fiber.pause();
                cancelled.rearm();
            }
        } finally {
            conditions.remove(wait);
            fiber.scope.forget(cancelled);
        }
    }

    private boolean wakeConditions() {
        boolean woken = false;
        for (Condition condition : conditions) {
            if (condition.holds() && !ready.contains(condition.fiber())) {
                ready.add(condition.fiber());
                woken = true;
            }
        }
        return woken;
    }

    void dispose() {
        ready.clear();
        for (Fiber fiber : List.copyOf(alive)) {
            fiber.dispose();
        }
        alive.clear();
    }

    private record Condition(Fiber fiber, BooleanSupplier test) {
        boolean holds() {
            return test.getAsBoolean();
        }
    }

    /// Puts a waiting branch back in line, once.
    final class Wait implements Runnable {
        private final Fiber fiber;
        private boolean inLine;

        Wait(Fiber fiber) {
            this.fiber = fiber;
        }

        @Override
        public void run() {
            if (!inLine && !fiber.isFinished()) {
                inLine = true;
                ready.add(fiber);
            }
        }

        void rearm() {
            inLine = false;
        }
    }
}
