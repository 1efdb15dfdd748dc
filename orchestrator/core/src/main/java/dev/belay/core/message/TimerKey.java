package dev.belay.core.message;

/// Which of a run's timers.
///
/// @param id the command that the timer belongs to; 0 for the run's own
/// @param attempt of the activity, where the kind is about one attempt; else 0
public record TimerKey(Kind kind, int id, int attempt) {
    public enum Kind {
        /// Asked for by the workflow.
        WORKFLOW,
        /// The pause before an activity's next attempt, where it outlasts what a queue can delay.
        ACTIVITY_RETRY,
        SCHEDULE_TO_START,
        SCHEDULE_TO_CLOSE,
        START_DELAY,
        RUN_TIMEOUT,
        /// Looks at an open run that nothing has woken for days.
        WATCHDOG,
        /// Tries a blocked run against the code at hand.
        BLOCKED_RECHECK
    }

    public static TimerKey ofRun(Kind kind) {
        return new TimerKey(kind, 0, 0);
    }

    public static TimerKey of(Kind kind, int id, int attempt) {
        return new TimerKey(kind, id, attempt);
    }

    /// Unique within the run.
    @Override
    public String toString() {
        return kind.name() + "-" + id + "-" + attempt;
    }
}
