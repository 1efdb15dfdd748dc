package dev.belay.core.engine;

import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.core.port.TimerStore;
import dev.belay.core.port.TimerStore.ArmedTimer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Arms timers: near ones are delayed messages, far ones are rows that [#sweep] turns into messages
/// shortly before their time.
public final class RunTimers {
    private static final int SWEEP_MAX = 1_000;

    private final TaskQueues queues;
    private final TimerStore store;
    private final InstantSource clock;

    public RunTimers(TaskQueues queues, TimerStore store, InstantSource clock) {
        this.queues = queues;
        this.store = store;
        this.clock = clock;
    }

    /// Arms one timer, or adds its message to `outgoing` where a queue can delay it.
    void arm(Lane lane, TimerDue timer, List<Outgoing> outgoing) {
        Duration wait = waitUntil(timer.fireAt());
        if (wait.compareTo(queues.delayMax()) <= 0) {
            outgoing.add(new Outgoing(TaskQueue.orchestrator(lane), timer, wait));
        } else {
            store.put(new ArmedTimer(lane, timer));
        }
    }

    private Duration waitUntil(Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /// Sends the message of every timer that is due within what a queue can delay. A crash in the
    /// middle sends some again, which changes nothing.
    ///
    /// @return how many timers were sent
    public int sweep() {
        Instant horizon = clock.instant().plus(queues.delayMax());
        int sent = 0;
        for (var due = store.due(horizon, SWEEP_MAX);
                !due.isEmpty();
                due = store.due(horizon, SWEEP_MAX)) {
            var outgoing = new ArrayList<Outgoing>();
            for (ArmedTimer timer : due) {
                outgoing.add(
                        new Outgoing(
                                TaskQueue.orchestrator(timer.lane()),
                                timer.message(),
                                waitUntil(timer.message().fireAt())));
            }
            queues.send(outgoing);
            due.forEach(store::remove);
            sent += due.size();
        }
        return sent;
    }
}
