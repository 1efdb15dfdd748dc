package dev.belay.schedule;

import dev.belay.schedule.time.DueTime;
import dev.belay.schedule.time.Jitter;
import dev.belay.schedule.time.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is due by now. A schedule records it once, so that a later build, or another version of the
/// time zones, does not change what has been decided.
///
/// @param left how many due times were passed over, from `leftFrom` to `leftTo`; all of them are
///   before those in `due`
/// @param handledTo the last due time that this plan covers
/// @param more whether there is more by now than one plan takes
/// @param wakeAt when the next one is to begin; null where there is none, or more by now
record DuePlan(
        long left,
        @Nullable Instant leftFrom,
        @Nullable Instant leftTo,
        List<Due> due,
        Instant handledTo,
        boolean more,
        @Nullable Instant wakeAt) {
    /// @param beginAt with jitter
    record Due(Instant at, Instant beginAt, @Nullable LocalDateTime inGap, boolean late) {}

    /// Which due times are taken.
    enum Take {
        /// What the policy for late ones says.
        BY_POLICY,
        NONE
    }

    static DuePlan make(
            String schedule,
            Timetable times,
            ScheduleDefinition definition,
            Take take,
            Instant handledTo,
            Instant now) {
        var maker = new Maker(schedule, times, definition, take, now);
        return maker.make(handledTo);
    }

    /// One due time after the other, always knowing the one that follows.
    private static final class Maker {
        private final String schedule;
        private final Timetable times;
        private final @Nullable Duration jitter;
        private final SchedulePolicy policy;
        private final Take take;
        private final Instant now;
        private final Instant onTimeFrom;

        Maker(
                String schedule,
                Timetable times,
                ScheduleDefinition definition,
                Take take,
                Instant now) {
            this.schedule = schedule;
            this.times = times;
            this.jitter = definition.spec().jitter();
            this.policy = definition.policy();
            this.take = take;
            this.now = now;
            this.onTimeFrom = now.minus(ScheduleLimits.LATE_AFTER);
        }

        DuePlan make(Instant handled) {
            long left = 0;
            Instant leftFrom = null;
            Instant leftTo = null;
            var taken = new ArrayList<Due>();
            Instant last = handled;
            Due due = dueAfter(handled);
            for (int seen = 0; due != null && !due.beginAt().isAfter(now); seen++) {
                if (seen >= ScheduleLimits.PASSED_MAX || taken.size() >= ScheduleLimits.TAKEN_MAX) {
                    return new DuePlan(
                            left, leftFrom, leftTo, List.copyOf(taken), last, true, null);
                }
                Due next = dueAfter(due.at());
                if (isTaken(due, next)) {
                    taken.add(due);
                } else {
                    left++;
                    leftFrom = leftFrom == null ? due.at() : leftFrom;
                    leftTo = due.at();
                }
                last = due.at();
                due = next;
            }
            Instant wakeAt = due == null ? null : due.beginAt();
            return new DuePlan(left, leftFrom, leftTo, List.copyOf(taken), last, false, wakeAt);
        }

        private @Nullable Due dueAfter(Instant time) {
            DueTime found = times.after(time).orElse(null);
            if (found == null) {
                return null;
            }
            Instant at = found.at();
            boolean spread = jitter != null && !jitter.isZero();
            Instant next = spread ? times.after(at).map(DueTime::at).orElse(null) : null;
            Instant beginAt = Jitter.apply(schedule, at, next, jitter);
            return new Due(at, beginAt, found.inGap(), beginAt.isBefore(onTimeFrom));
        }

        private boolean isTaken(Due due, @Nullable Due next) {
            if (take == Take.NONE) {
                return false;
            }
            if (!due.late()) {
                return true;
            }
            if (due.beginAt().isBefore(now.minus(policy.catchUpWindow()))) {
                return false;
            }
            return switch (policy.catchUp()) {
                case SKIP -> false;
                case ALL -> true;
                case LATEST -> next == null || next.beginAt().isAfter(now);
            };
        }
    }
}
