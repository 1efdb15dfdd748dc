package dev.belay.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where the world's loop runs, one thread at a time.
///
/// Almost always that is the caller's thread. When a host is to stand still in the middle of its
/// code, its thread waits, with the code on its stack, and another thread goes on with the loop.
/// When the host is to go on, the loop ends on that other thread and continues below the host's
/// code on the first. So hosts interleave in any way, and a world without standstills costs no
/// thread.
final class Stage {
    private final BooleanSupplier step;
    private final List<Standstill> waiting = new ArrayList<>();
    private final Thread caller = Thread.currentThread();
    private volatile boolean over;
    private volatile @Nullable Throwable failure;

    /// Who goes on when the step that is being made has returned.
    private @Nullable Standstill next;

    private Stage(BooleanSupplier step) {
        this.step = step;
    }

    /// @param step makes one step; false when the world has come to its end
    static Stage of(BooleanSupplier step) {
        return new Stage(step);
    }

    /// A host in the middle of its code.
    static final class Standstill {
        final Instant until;
        private final Thread thread = Thread.currentThread();
        private volatile boolean released;

        private Standstill(Instant until) {
            this.until = until;
        }
    }

    /// Runs the loop to its end.
    ///
    /// @throws RuntimeException or an error: what a step threw
    void run() {
        loop();
        while (!over) {
            LockSupport.park(this);
        }
        // Others may still be unwinding; they change nothing any more.
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private void loop() {
        try {
            while (!over) {
                boolean more = step.getAsBoolean();
                Standstill resumed = next;
                if (resumed != null) {
                    next = null;
                    release(resumed);
                    return;
                }
                if (!more) {
                    end(null);
                }
            }
        } catch (Throwable thrown) {
            if (!over) {
                end(thrown);
            }
        }
    }

    private void end(@Nullable Throwable thrown) {
        failure = thrown;
        over = true;
        Standstill resumed = next;
        if (resumed != null) {
            release(resumed);
        }
        waiting.forEach(Stage::release);
        LockSupport.unpark(caller);
    }

    /// Waits until somebody resumes this, while the loop goes on elsewhere. Called by a host.
    ///
    /// @return false when the world came to its end first
    boolean standStill(Instant until) {
        var standstill = new Standstill(until);
        waiting.add(standstill);
        Thread.ofVirtual().name("simulation").start(this::loop);
        while (!standstill.released) {
            LockSupport.park(this);
        }
        return !over;
    }

    /// Those that may be resumed at `now`.
    List<Standstill> due(Instant now) {
        return waiting.stream().filter(standstill -> !standstill.until.isAfter(now)).toList();
    }

    /// When the next one may be; `Instant.MAX` where there is none.
    Instant nextDueAt() {
        Instant next = Instant.MAX;
        for (Standstill standstill : waiting) {
            if (standstill.until.isBefore(next)) {
                next = standstill.until;
            }
        }
        return next;
    }

    boolean isOver() {
        return over;
    }

    /// Lets a host go on. The step that calls this must end at once: the loop continues elsewhere.
    void resume(Standstill standstill) {
        waiting.remove(standstill);
        next = standstill;
    }

    private static void release(Standstill standstill) {
        standstill.released = true;
        LockSupport.unpark(standstill.thread);
    }
}
