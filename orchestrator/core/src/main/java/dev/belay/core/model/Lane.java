package dev.belay.core.model;

/// An isolated class of work with its own queues, functions and scaling.
public record Lane(String name) implements Comparable<Lane> {
    /// Steady and latency-sensitive: billing, conversations, lifecycle.
    public static final Lane SYSTEM = new Lane("system");

    /// Bursts from users' automations.
    public static final Lane AUTOMATION = new Lane("automation");

    public Lane {
        Names.require("lane", name, Limits.LANE_CHARS_MAX);
    }

    @Override
    public int compareTo(Lane other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
