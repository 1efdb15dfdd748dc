package dev.belay.testkit.audit;

/// What must hold of stored histories, by name.
public enum Invariant {
    // ---- of one run, whenever one looks

    /// Batches are numbered from 1 without gaps.
    BATCHES_HAVE_NO_GAP,
    /// The first event is the start, and there is no other.
    ONE_START,
    /// Commands are numbered from 1 without gaps.
    COMMANDS_HAVE_NO_GAP,
    /// No batch has an earlier time than the one before it.
    TIME_MOVES_FORWARD,
    /// No event follows the end of a run.
    NOTHING_FOLLOWS_THE_END,
    /// What ends was asked for, and ends once: activities, timers, children, deliveries.
    ENDS_ONCE,
    /// The attempts of an activity count up from 1, each recorded once.
    ATTEMPTS_COUNT_UP,
    /// No attempt follows one after which the retry policy allows none, lost ones included.
    ATTEMPTS_WITHIN_POLICY,
    /// A timer does not fire before its time.
    TIMER_NOT_EARLY,
    /// An update is answered once, and was asked for.
    UPDATE_ANSWERED_ONCE,

    // ---- between runs, whenever one looks

    /// What was put into an inbox is taken once, over all runs of a chain of continuations.
    ITEM_TAKEN_ONCE,
    /// A child run was asked for by the history of its parent.
    CHILD_WAS_ASKED_FOR,
    /// What the parent recorded of a child's end is how the child ended.
    CHILD_OUTCOME_IS_ITS_OWN,
    /// A continuation was asked for by the run before it, with what it begins with.
    CONTINUATION_WAS_ASKED_FOR,

    // ---- when all is quiet

    /// A run that a caller was promised has a history.
    PROMISED_RUN_EXISTS,
    /// Every run ends.
    RUN_CLOSES,
    /// A completed run left no activity without an end.
    ACTIVITY_ENDS,
    /// A run that is to be continued is.
    CONTINUATION_BEGINS,
    /// A completed run that waited for a child knows how it ended.
    CHILD_IS_HEARD,
    /// What lists show of a run is how it ended.
    HEAD_SHOWS_THE_END,
    /// A signal that was accepted is in the history of the run, or of one that continues it.
    ACCEPTED_SIGNAL_IS_SEEN,
    /// Signals of one sender are seen in the order in which they were accepted.
    SIGNALS_IN_ORDER,

    // ---- of what was done in the world

    /// Nothing was done that a history had not asked for: no activity, no attempt, not too early.
    EFFECT_WAS_ASKED_FOR,
    /// What a history calls completed was done, by that attempt.
    COMPLETION_HAS_EFFECT,
    /// All attempts of a call have one idempotency key, and no other call has it.
    KEY_IS_THE_CALLS,
    /// An attempt that is to begin at most once began at most once.
    AT_MOST_ONCE
}
