package dev.belay.embedded;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/// Who waits for messages of one queue, in the order of their coming. Guarded by the queue's lock.
final class Receivers {
    private final ArrayDeque<Receiver> waiting = new ArrayDeque<>();

    /// One thread that waits.
    static final class Receiver {
        private final Thread thread = Thread.currentThread();
        private final int max;
        private final long deadline;
        private volatile boolean called;

        /// @param max how many messages it takes at once
        Receiver(int max, long deadline) {
            this.max = max;
            this.deadline = deadline;
        }

        /// Parks until it is called or interrupted. Not under the queue's lock.
        ///
        /// @return false when it was interrupted, and may still be in line
        boolean await() {
            while (!called && !thread.isInterrupted()) {
                LockSupport.park(this);
            }
            return called;
        }

        private void call() {
            called = true;
            LockSupport.unpark(thread);
        }
    }

    void add(Receiver receiver) {
        waiting.addLast(receiver);
    }

    void remove(Receiver receiver) {
        waiting.remove(receiver);
    }

    /// Calls as many as it takes for so many messages.
    void call(int messages) {
        int left = messages;
        while (left > 0 && !waiting.isEmpty()) {
            Receiver receiver = waiting.removeFirst();
            left -= receiver.max;
            receiver.call();
        }
    }

    /// Calls who has waited long enough.
    ///
    /// @return the next deadline; [Long#MAX_VALUE] where nobody waits
    long callLate(long now) {
        long next = Long.MAX_VALUE;
        for (var all = waiting.iterator(); all.hasNext(); ) {
            Receiver receiver = all.next();
            if (receiver.deadline <= now) {
                all.remove();
                receiver.call();
            } else {
                next = Math.min(next, receiver.deadline);
            }
        }
        return next;
    }

    void callAll() {
        waiting.forEach(Receiver::call);
        waiting.clear();
    }
}
