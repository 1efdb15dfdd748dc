package dev.belay.schedule;

import java.time.Duration;

/// Every limit of a schedule, by name.
public final class ScheduleLimits {
    private ScheduleLimits() {}

    public static final int ID_CHARS_MAX = 120;

    /// Expressions, intervals and calendars of one schedule, each.
    public static final int PARTS_MAX = 100;

    /// Listed times, and days without runs, of one schedule, each.
    public static final int LISTED_MAX = 1_000;

    public static final int BUFFER_MAX = 1_000;

    /// Due times of one backfill.
    public static final int BACKFILL_MAX = 1_000;

    /// Entries that a schedule keeps of its past.
    public static final int LEDGER_MAX = 100;

    /// Characters of a reason, or of why a run failed.
    public static final int NOTE_CHARS_MAX = 300;

    public static final Duration JITTER_MAX = Duration.ofDays(1);
    public static final Duration CATCH_UP_WINDOW_MAX = Duration.ofDays(366);
    public static final Duration AFTER_MIN = Duration.ofSeconds(1);
    public static final Duration AFTER_MAX = Duration.ofDays(3_660);

    /// What is started within this time of being due is on time.
    public static final Duration LATE_AFTER = Duration.ofMinutes(1);

    /// Wake-ups after which a schedule begins a new history.
    static final int TURNS_MAX = 500;

    /// As [#TURNS_MAX], where the ends of runs that are open would be lost by it.
    static final int TURNS_WITH_OPEN_RUNS_MAX = 10_000;

    /// Due times that one step of a decision takes, or passes over.
    static final int TAKEN_MAX = 100;

    static final int PASSED_MAX = 100_000;

    /// Steps after which a decision is made durable before it goes on.
    static final int STEPS_MAX = 10;

    /// The longest that a schedule sleeps at once.
    static final Duration SLEEP_MAX = Duration.ofDays(365);
}
