package dev.belay.core.model;

import java.time.Duration;

/// Every limit of the engine, by name. What exceeds one is refused with an error that names it.
public final class Limits {
    private Limits() {}

    public static final int WORKSPACE_CHARS_MAX = 64;
    public static final int WORKFLOW_ID_CHARS_MAX = 200;
    public static final int LANE_CHARS_MAX = 24;
    public static final int QUEUE_CHARS_MAX = 48;
    public static final int NAME_CHARS_MAX = 100;

    /// A payload up to this many bytes travels inside events and messages; a larger one goes to the
    /// payload store. SQS and DynamoDB carry 256 KiB and 400 KB in all.
    public static final int PAYLOAD_INLINE_BYTES_MAX = 32 * 1024;

    /// No payload may be larger than this, wherever it is stored.
    public static final int PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;

    /// A batch of events larger than this is split (DynamoDB refuses items over 400 KB).
    public static final int BATCH_BYTES_MAX = 300 * 1024;

    /// How many items that a chain of runs has taken the next run knows by their ids, the newest:
    /// what is sent again after more than these came counts as new.
    public static final int TAKEN_CARRIED_MAX = 500;

    /// Messages of one run that one advance folds at the most.
    public static final int MESSAGES_PER_ADVANCE_MAX = 1_000;

    /// What one decision may ask for. More is a bug in workflow code (an endless loop of calls).
    public static final int COMMANDS_PER_DECISION_MAX = 50_000;

    /// How often an advance that lost the race for its batch number tries again before it hands its
    /// messages back to the queue.
    public static final int APPEND_RACES_MAX = 5;

    /// How often one activity may lose its host in a row, whatever its retry policy allows.
    public static final int LOST_ATTEMPTS_MAX = 10;

    /// Attempts of an activity whose policy sets no number of its own.
    public static final int ATTEMPTS_MAX = 1_000_000;

    /// The longest timer, retry interval or timeout.
    public static final Duration DURATION_MAX = Duration.ofDays(10 * 366L);

    /// How long workflow code may compute before it must wait for something.
    public static final Duration DECISION_MAX = Duration.ofSeconds(30);

    /// Search attributes, memo entries and tags of one run, each.
    public static final int ATTRIBUTES_MAX = 64;

    public static final int ATTRIBUTE_CHARS_MAX = 1_024;

    /// Characters of a failure's message and of its stack trace that history keeps.
    public static final int FAILURE_MESSAGE_CHARS_MAX = 4_096;

    public static final int FAILURE_STACK_CHARS_MAX = 8_192;

    /// Batches that stay single before they are merged into one page.
    public static final int BATCHES_PER_PAGE = 256;

    /// After how long an open run is looked at although nothing woke it, in case a message was
    /// purged or outlived its queue's retention (14 days at the most on SQS).
    public static final Duration WATCHDOG_INTERVAL = Duration.ofDays(6);

    /// How long a host keeps a run in memory without reading its history again. A store that keeps
    /// batches for a time must not forget one whose number a host still counts on.
    public static final Duration WARM_MAX = Duration.ofHours(6);

    /// How long a blocked run waits before the code at hand is tried against it again.
    public static final Duration BLOCKED_RECHECK = Duration.ofMinutes(1);

    /// When it is tried at the latest, whatever became of the host that blocked it. No invocation
    /// of a function lasts as long.
    public static final Duration BLOCKED_RECHECK_LATEST = Duration.ofMinutes(15);
}
