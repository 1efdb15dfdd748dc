package dev.belay.schedule;

/// What happens to due times that nobody was there for, within the catch-up window.
public enum CatchUp {
    /// They are left out.
    SKIP,
    /// The newest is made up for, unless one that is on time follows it.
    LATEST,
    /// All are made up for, in order.
    ALL
}
