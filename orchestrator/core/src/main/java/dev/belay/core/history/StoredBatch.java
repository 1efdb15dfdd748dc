package dev.belay.core.history;

/// A batch as stores keep it: they need its number and never look inside.
public record StoredBatch(long number, byte[] bytes) {}
