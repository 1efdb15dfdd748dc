package dev.belay.local.host;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for what no port tells of.
final class Eventually {
    private Eventually() {}

    /// Looks until there is something, at most a minute.
    static <T> T present(Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + Host.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("nothing came within " + Host.PATIENCE);
    }
}
