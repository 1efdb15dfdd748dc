package dev.belay.embedded;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One at a time per key: for changes that depend on what is stored.
final class Stripes {
    private final ReentrantLock[] locks;

    /// @param count a power of two
    Stripes(int count) {
        locks = new ReentrantLock[count];
        for (int i = 0; i < count; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    <T> T run(Object key, Supplier<T> action) {
        int hash = key.hashCode();
        ReentrantLock lock = locks[(hash ^ hash >>> 16) & locks.length - 1];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
