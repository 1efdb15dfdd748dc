package dev.belay.core.engine;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Limits;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.TaskQueues.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wakes open runs that have been silent for [Limits#WATCHDOG_INTERVAL], whatever became of the
/// messages and timers that should have woken them: the backstop of the promise that no run is ever
/// silently stuck.
///
/// Remembers nothing between sweeps. Whoever is woken gives everything that the run waits for its
/// wake-up again, which is safe at any time: what comes twice is recognised where it lands. An
/// activity whose attempt was not lost after all is performed a second time, as after any
/// redelivery.
public final class Watchdog {
    private static final int RUNS_PER_PAGE = 100;
    private static final int BATCHES_PER_READ = 100;

    private final EnginePorts ports;

    public Watchdog(EnginePorts ports) {
        this.ports = ports;
    }

    /// Wakes every silent run once. To be called about once a day: a run that has reason to be
    /// silent for longer costs one message and one load each time.
    ///
    /// @return how many runs were woken
    /// @throws BelayException what kept it from looking at a run, after all the others were looked
    ///   at
    public int sweep() {
        Instant silentSince = ports.clock().instant().minus(Limits.WATCHDOG_INTERVAL);
        int woken = 0;
        @Nullable BelayException failed = null;
        @Nullable String cursor = null;
        do {
            Page<RunHead> page = ports.index().openRuns(RUNS_PER_PAGE, cursor);
            var silent = new ArrayList<RunHead>();
            boolean young = false;
            for (RunHead head : page.items()) {
                try {
                    // The oldest come first: a run that is too young is followed by such only.
                    young = head.startedAt().isAfter(silentSince);
                    if (!young && !grewAfter(silentSince, head)) {
                        silent.add(head);
                    }
                } catch (BelayException unreadable) {
                    failed = unreadable;
                }
            }
            if (!silent.isEmpty()) {
                ports.queues().send(silent.stream().map(Watchdog::wakeUp).toList());
            }
            woken += silent.size();
            cursor = young ? null : page.cursor();
        } while (cursor != null);
        if (failed != null) {
            throw failed;
        }
        return woken;
    }

    /// The head is of the batch that changed it last; only what follows can be newer.
    private boolean grewAfter(Instant time, RunHead head) {
        long after = Math.max(0, head.asOf() - 1);
        while (true) {
            List<StoredBatch> batches = ports.histories().read(head.run(), after, BATCHES_PER_READ);
            if (batches.isEmpty()) {
                return false;
            }
            var last = HistoryFields.fromStored(batches.getLast());
            if (last.time().isAfter(time)) {
                return true;
            }
            if (batches.size() < BATCHES_PER_READ) {
                return false;
            }
            after = last.number();
        }
    }

    /// Gives everything that the run waits for its wake-up again. Sent to a closed run, it makes it
    /// tell again what became of it.
    public static Outgoing wakeUp(RunHead head) {
        // Due since long ago by every clock, so that no host takes it for early.
        var due =
                new TimerDue(head.run(), TimerKey.ofRun(TimerKey.Kind.WATCHDOG), head.startedAt());
        return Outgoing.now(TaskQueue.orchestrator(head.lane()), due);
    }

    static boolean isWakeUp(RunMessage message) {
        return message instanceof TimerDue(_, var timer, _)
                && timer.kind() == TimerKey.Kind.WATCHDOG;
    }
}
