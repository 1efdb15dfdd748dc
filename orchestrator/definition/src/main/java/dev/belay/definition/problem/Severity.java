package dev.belay.definition.problem;

/// Whether a problem keeps the definition from being published.
public enum Severity {
    ERROR,
    WARNING
}
