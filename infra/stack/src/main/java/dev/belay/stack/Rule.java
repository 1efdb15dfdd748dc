package dev.belay.stack;

import java.util.Locale;

/// What a stack has to keep that no schema checks.
public enum Rule {
    /// A message is hidden for six times as long as its function may run, so that throttled
    /// invocations are tried again before it comes back.
    VISIBILITY,
    /// What cannot be handled has somewhere to go.
    DEAD_LETTERS,
    /// Each queue feeds one function of its own lane, and the answer may name single messages.
    CONSUMER,
    /// A queue that is behind, or a dead letter that stays, is told of.
    QUEUE_ALARM,
    /// A function that fails is told of, and so are throttling and timers that are late.
    FUNCTION_ALARM,
    /// Nobody may do everything, or something to everything.
    WILDCARD,
    /// Each function has a role that no other has.
    ROLE,
    /// Nothing is stored in the clear, or sent so.
    ENCRYPTION,
    /// The table can be taken back to any moment, and goes when it is told to go.
    RECOVERY,
    /// A function knows how long it may run, and may run long enough for what it does.
    TIMEOUT,
    /// Lanes other than `system` are bounded, so that none takes all of the account's concurrency.
    CONCURRENCY,
    /// A bucket keeps a page longer than twice the retention of runs.
    RETENTION;

    /// For messages: lower case, with hyphens.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
