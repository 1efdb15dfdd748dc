package dev.belay.core.error;

/// Every error that Belay reports has one of these. A number is never used again for something
/// else; each has a section in `docs/errors.md`.
public enum ErrorCode {
    // 1xxx: what the caller gave
    INVALID_NAME(1001),
    UNKNOWN_WORKFLOW(1002),
    UNKNOWN_ACTIVITY(1003),
    UNREADABLE_PAYLOAD(1004),
    PAYLOAD_TOO_LARGE(1005),
    DUPLICATE_RUN(1006),
    RUN_NOT_FOUND(1007),
    RUN_CLOSED(1008),
    UNKNOWN_QUERY(1009),
    UPDATE_REJECTED(1010),
    INVALID_OPTIONS(1011),
    RETRY_HIERARCHY(1012),
    INVALID_REQUEST(1013),
    // 2xxx: workflow code and its history
    NON_DETERMINISM(2001),
    UNEXPECTED_EVENT(2002),
    UNSUPPORTED_HISTORY(2003),
    WORKFLOW_MISUSE(2004),
    DECISION_TOO_LARGE(2005),
    DECISION_TOO_LONG(2006),
    DECIDER_FAILED(2007),
    UNREADABLE_HISTORY(2008),
    // 3xxx: activities
    UNSERIALISABLE_RESULT(3001),
    FORBIDDEN_ADDRESS(3002),
    RESPONSE_TOO_LARGE(3003),
    // 4xxx: stores, queues, the machine
    STORE_CORRUPT(4001),
    STORE_IN_USE(4002),
    STORE_UNAVAILABLE(4003),
    TABLE_NOT_FOUND(4004),
    QUEUE_NOT_FOUND(4005),
    CREDENTIALS_REFUSED(4006),
    THROTTLED(4007),
    DISK_FULL(4008),
    PORT_IN_USE(4009),
    CONTENDED(4010),
    NOT_CONNECTED(4011);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /// For example `BLY-2001`.
    public String code() {
        return "BLY-" + number;
    }

    /// Whether a store, a queue or the machine did not do its part: trying again may help, and no
    /// run is to blame.
    public boolean isOutage() {
        return number >= 4000;
    }

    /// Where the documentation explains it.
    public String docs() {
        return "docs/errors.md#bly-" + number;
    }
}
