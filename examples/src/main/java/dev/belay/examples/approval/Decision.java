package dev.belay.examples.approval;

/// What a person decided.
public record Decision(boolean approved, String by, String comment) {}
