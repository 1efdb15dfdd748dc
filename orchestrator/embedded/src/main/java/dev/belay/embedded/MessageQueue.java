package dev.belay.embedded;

import dev.belay.core.model.TaskQueue;
import dev.belay.embedded.QueuedMessage.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The messages of one queue in memory: ready, delayed, held. What happens to them goes to the
/// journal first, so that nothing is handed out that the disk could not tell of later.
final class MessageQueue {
    private final TaskQueue name;
    private final int number;
    private final Journal journal;
    private final int receivesMax;

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private final ReadyMessages ready = new ReadyMessages();
    private final HiddenMessages hidden = new HiddenMessages();
    private final Map<String, QueuedMessage> held = new HashMap<>();
    private final Receivers receivers = new Receivers();
    private long delayed;
    private long inFlight;
    private boolean closed;

    private volatile long nextDue = Long.MAX_VALUE;
    private volatile long nextLate = Long.MAX_VALUE;

    /// A message as one receive has it.
    record Held(QueuedMessage message, String handle, int receives) {}

    /// @param dead were received too often, and are in no line any more
    record Taken(List<Held> taken, List<QueuedMessage> dead) {}

    /// @param receivesMax [Integer#MAX_VALUE] where messages never die
    MessageQueue(TaskQueue name, int number, Journal journal, int receivesMax) {
        this.name = name;
        this.number = number;
        this.journal = journal;
        this.receivesMax = receivesMax;
    }

    TaskQueue name() {
        return name;
    }

    int number() {
        return number;
    }

    /// When to call [#wake] next.
    long nextDue() {
        return nextDue;
    }

    /// When to call [#wakeLate] next, by [QueueClock#uptime].
    long nextLate() {
        return nextLate;
    }

    void add(QueuedMessage message) {
        lock.lock();
        try {
            if (message.dueAt == 0) {
                ready.add(message);
                receivers.call(1);
            } else {
                message.state = State.DELAYED;
                delayed++;
                hide(message, message.dueAt);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is ready.
    Taken take(int max, long hiddenUntil) {
        lock.lock();
        try {
            var taken = new ArrayList<QueuedMessage>(Math.min(max, ready.count()));
            var dead = new ArrayList<QueuedMessage>(0);
            while (taken.size() < max) {
                QueuedMessage message = ready.poll();
                if (message == null) {
                    break;
                }
                (message.receives >= receivesMax ? dead : taken).add(message);
            }
            if (!taken.isEmpty()) {
                mark(taken, dead);
            }
            var receives = new ArrayList<Held>(taken.size());
            for (QueuedMessage message : taken) {
                receives.add(hold(message, hiddenUntil));
            }
            for (QueuedMessage message : dead) {
                held.remove(message.handle());
                message.state = State.GONE;
            }
            return new Taken(receives, dead);
        } finally {
            lock.unlock();
        }
    }

    /// Receives are counted before they happen: a crash in between makes one too many, never one
    /// too few.
    private void mark(List<QueuedMessage> taken, List<QueuedMessage> dead) {
        for (QueuedMessage message : taken) {
            held.remove(message.handle());
            message.receives++;
        }
        try {
            journal.submit(
                    changes -> taken.forEach(message -> QueueRecords.receive(changes, message)));
        } catch (RuntimeException e) {
            taken.reversed().forEach(message -> message.receives--);
            taken.reversed().forEach(ready::putBack);
            dead.reversed().forEach(ready::putBack);
            throw e;
        }
    }

    private Held hold(QueuedMessage message, long until) {
        String handle = message.handle();
        message.state = State.HELD;
        held.put(handle, message);
        inFlight++;
        hide(message, until);
        return new Held(message, handle, message.receives);
    }

    private void hide(QueuedMessage message, long until) {
        message.hiddenUntil = until;
        hidden.add(message);
        nextDue = Math.min(nextDue, hidden.next());
    }

    /// Waits until a message may be there, [#wakeLate] finds that the time has passed, or the
    /// thread is interrupted. Parks without a time of its own: a timer for each message would cost
    /// more than the message.
    ///
    /// @param clock is told of the deadline
    void await(int max, long deadline, QueueClock clock) {
        var me = new Receivers.Receiver(max, deadline);
        lock.lock();
        try {
            if (closed || ready.count() > 0) {
                return;
            }
            receivers.add(me);
            nextLate = Math.min(nextLate, deadline);
        } finally {
            lock.unlock();
        }
        clock.notice(this);
        if (!me.await()) {
            lock.lock();
            try {
                receivers.remove(me);
            } finally {
                lock.unlock();
            }
        }
    }

    /// Calls who has waited long enough.
    void wakeLate(long now) {
        lock.lock();
        try {
            nextLate = receivers.callLate(now);
        } finally {
            lock.unlock();
        }
    }

    /// @return what is gone now, to be deleted; null when it is not held under this handle
    @Nullable QueuedMessage remove(String handle) {
        lock.lock();
        try {
            QueuedMessage message = held.remove(handle);
            if (message == null) {
                return null;
            }
            if (message.state == State.READY) {
                ready.forget();
            } else {
                hidden.forget();
                inFlight--;
            }
            message.state = State.GONE;
            return message;
        } finally {
            lock.unlock();
        }
    }

    /// Ends or prolongs a hold.
    void holdUntil(String handle, long until) {
        lock.lock();
        try {
            QueuedMessage message = held.get(handle);
            if (message != null && message.state == State.HELD) {
                hidden.forget();
                hide(message, until);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes ready what is due.
    void wake(long now) {
        lock.lock();
        try {
            int woken = 0;
            for (QueuedMessage message = hidden.poll(now);
                    message != null;
                    message = hidden.poll(now)) {
                if (message.state == State.HELD) {
                    inFlight--;
                } else {
                    delayed--;
                }
                message.state = State.READY;
                ready.add(message);
                woken++;
            }
            nextDue = hidden.next();
            receivers.call(woken);
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waits any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            receivers.callAll();
        } finally {
            lock.unlock();
        }
    }

    QueueDepth depth() {
        lock.lock();
        try {
            return new QueueDepth(ready.count(), delayed, inFlight);
        } finally {
            lock.unlock();
        }
    }
}
