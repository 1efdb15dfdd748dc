package dev.belay.local.bench;

import dev.belay.core.model.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What waits in a lane, and how many attempts it may have under way, over time.
final class LaneTimeline {
    private final Lab lab;
    private final Lane lane;
    private final List<Point> points = new ArrayList<>();

    /// @param at by [System#nanoTime]
    /// @param depth messages in the lane's queues
    /// @param limit attempts that may be under way
    record Point(long at, long depth, int limit) {}

    LaneTimeline(Lab lab, Lane lane) {
        this.lab = lab;
        this.lane = lane;
    }

    /// Until the thread is interrupted.
    void sample(long millis) {
        while (!Thread.currentThread().isInterrupted()) {
            points.add(
                    new Point(
                            System.nanoTime(), lab.depth(lane), lab.host().activitiesLimit(lane)));
            LockSupport.parkNanos(this, millis * 1_000_000);
        }
    }

    /// What was sampled; once nobody samples any more.
    List<Point> points() {
        return points;
    }

    int limitMax() {
        return points.stream().mapToInt(Point::limit).max().orElse(0);
    }
}
