package dev.belay.core.model;

/// Why something failed, as far as the engine must tell the cases apart.
public enum FailureKind {
    /// The activity or the workflow code said so.
    APPLICATION,
    /// A timeout ran out; the failure's type says which.
    TIMEOUT,
    /// The host died or fell silent in the middle of an attempt.
    LOST,
    /// Cancelled before it ended.
    CANCELLED,
    /// A child run was terminated.
    TERMINATED,
    /// The engine refused: no such workflow or activity, a payload over the limit, and the like.
    ENGINE
}
