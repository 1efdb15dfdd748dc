package dev.belay.core.activity;

/// The code of an activity: it may do anything, and is tried again when it fails.
///
/// @param <I> what the workflow gives
/// @param <O> what it gets back
@FunctionalInterface
public interface Activity<I, O> {
    /// @throws ActivityException to say whether and when another attempt may help; any other
    ///   exception counts as retryable, under its class name
    O perform(I input, ActivityAttempt attempt) throws Exception;
}
