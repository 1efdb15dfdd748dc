package dev.belay.local.bench;

import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Starts runs at a fixed rate, whatever becomes of them. A run's time begins when it was to be
/// started, so a system that lets its callers wait does not look quicker for it.
///
/// @param workspace whose runs they are
/// @param input of each run
/// @param perSecond how many are started
record SteadyLoad(
        Lab lab,
        Workspace workspace,
        WorkflowType<Integer, ?> workflow,
        int input,
        int perSecond,
        ConcurrentLinkedQueue<Begun> begun) {
    private static final long SECOND = 1_000_000_000;

    /// A run that was to begin at a time, by [System#nanoTime].
    record Begun(RunKey run, long at) {}

    /// A run as its caller saw it.
    record Sample(long at, double millis) {}

    static SteadyLoad of(
            Lab lab,
            Workspace workspace,
            WorkflowType<Integer, ?> workflow,
            int input,
            int perSecond) {
        return new SteadyLoad(
                lab, workspace, workflow, input, perSecond, new ConcurrentLinkedQueue<>());
    }

    /// Each run has a caller of its own, as requests have.
    Thread start() {
        return Thread.ofVirtual().name("load-" + workspace.name()).start(this::untilInterrupted);
    }

    private void untilInterrupted() {
        long interval = SECOND / perSecond;
        long due = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            due += interval;
            long left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            }
            if (due > System.nanoTime()) {
                due -= interval;
                continue;
            }
            long at = due;
            Thread.startVirtualThread(
                    () -> begun.add(new Begun(lab.start(workspace, workflow, input), at)));
        }
    }

    /// How many runs are not closed.
    int open() {
        return (int) begun.stream().filter(each -> lab.closedAt(each.run()) == null).count();
    }

    /// All closed runs in the order of their starts.
    List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        for (Begun each : begun) {
            @Nullable Long closed = lab.closedAt(each.run());
            if (closed != null) {
                samples.add(new Sample(each.at(), (closed - each.at()) / 1e6));
            }
        }
        return samples;
    }
}
