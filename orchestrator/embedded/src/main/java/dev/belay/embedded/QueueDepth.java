package dev.belay.embedded;

/// How many messages of a queue can be received now, only later, or were received and neither
/// acknowledged nor given back.
public record QueueDepth(long visible, long delayed, long inFlight) {}
