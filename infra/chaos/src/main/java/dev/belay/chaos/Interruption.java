package dev.belay.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Stops this process, as SIGSTOP does, where it reaches a point for the nth time, then the next
/// point. Whoever continues it finds it where it was.
final class Interruption {
    /// Where a host may find that the world went on without it.
    enum Point {
        BEFORE_APPEND,
        AFTER_APPEND,
        BEFORE_EFFECT,
        AFTER_EFFECT
    }

    private record Stop(Point point, int count) {}

    // Guarded by this.
    private final Deque<Stop> stops = new ArrayDeque<>();
    private int reached;

    private Interruption() {}

    /// @param text `POINT:COUNT,POINT:COUNT`, or empty for none
    static Interruption parse(String text) {
        var interruption = new Interruption();
        if (!text.isEmpty()) {
            for (String stop : text.split(",")) {
                String[] parts = stop.split(":");
                interruption.stops.add(
                        new Stop(Point.valueOf(parts[0]), Integer.parseInt(parts[1])));
            }
        }
        return interruption;
    }

    void reach(Point point) {
        Stop due = take(point);
        if (due != null) {
            System.out.println("stops " + due.point());
            stop();
            System.out.println("continues " + due.point());
        }
    }

    private synchronized @Nullable Stop take(Point point) {
        Stop next = stops.peek();
        if (next == null || next.point() != point || ++reached < next.count()) {
            return null;
        }
        reached = 0;
        return stops.poll();
    }

    private static void stop() {
        try {
            Signals.send("STOP", ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
