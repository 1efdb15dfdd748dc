package dev.belay.core.activity;

/// Thrown by a heartbeat when the workflow no longer wants the result. Let it pass, after cleaning
/// up.
public final class ActivityCancelledException extends ActivityException {
    private static final long serialVersionUID = 1L;

    public ActivityCancelledException(String message) {
        super("cancelled", message, false, null, null);
    }
}
