package dev.belay.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Stops this process, as SIGSTOP does, when it reaches a point for the nth time. Whoever continues
/// it finds it where it was.
///
/// @param point null never stops
record Interruption(@Nullable Point point, AtomicInteger left) {
    static final Interruption NONE = new Interruption(null, new AtomicInteger());

    /// Where a host may find that the world went on without it.
    enum Point {
        BEFORE_APPEND,
        AFTER_APPEND,
        BEFORE_EFFECT,
        AFTER_EFFECT
    }

    /// @param text `POINT:COUNT`, or empty for none
    static Interruption parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String[] parts = text.split(":");
        return new Interruption(
                Point.valueOf(parts[0]), new AtomicInteger(Integer.parseInt(parts[1])));
    }

    void reach(Point reached) {
        if (reached == point && left.decrementAndGet() == 0) {
            stop();
        }
    }

    private static void stop() {
        System.out.println("stops");
        try {
            Signals.send("STOP", ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.println("continues");
    }
}
