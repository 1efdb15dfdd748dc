package dev.belay.schedule;

import dev.belay.core.workflow.WorkflowContext;
import dev.belay.schedule.DuePlan.Due;
import dev.belay.schedule.DuePlan.Take;
import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.schedule.time.DueTime;
import dev.belay.schedule.time.Jitter;
import dev.belay.schedule.time.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes what is due, in order, each due time once.
final class DueTimes {
    private final WorkflowContext context;
    private final String id;
    private final Ledger ledger;
    private final Starter starter;
    private ScheduleDefinition definition;
    private Timetable times;
    private Instant handledTo;

    /// When something is to begin next, as the last plan says.
    private @Nullable Instant nextAt;

    private boolean planned;

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST`
    DueTimes(
            WorkflowContext context,
            String id,
            ScheduleDefinition definition,
            Instant handledTo,
            Ledger ledger,
            Starter starter) {
        this.context = context;
        this.id = id;
        this.definition = definition;
        this.times = Timetables.of(definition.spec());
        this.handledTo = handledTo;
        this.ledger = ledger;
        this.starter = starter;
    }

    /// Every due time up to here is in the ledger.
    Instant handledTo() {
        return handledTo;
    }

    @Nullable Instant nextAt() {
        return nextAt;
    }

    Timetable times() {
        return times;
    }

    /// The next due times, as one looks at them.
    List<Instant> next() {
        if (definition.spec().after() != null) {
            return nextAt == null ? List.of() : List.of(nextAt);
        }
        Instant now = context.now();
        return times.from(handledTo.isAfter(now) ? handledTo : now)
                .limit(ScheduleDescription.NEXT_MAX)
                .map(DueTime::at)
                .toList();
    }

    /// Goes on by another definition. What was due by now was due by the one before.
    void define(ScheduleDefinition changed, Instant now) {
        definition = changed;
        times = Timetables.of(changed.spec());
        if (changed.spec().after() == null) {
            handledTo = now;
        }
        planned = false;
        nextAt = null;
    }

    /// Nothing will be due any more.
    void stop() {
        nextAt = null;
    }

    /// Takes all that is due by now.
    void take(Instant now, boolean paused) {
        Duration after = definition.spec().after();
        if (after != null) {
            takeAfterEnd(after, now, paused);
        } else if (paused) {
            passOver(now, DueStatus.SKIPPED_PAUSED);
        } else {
            takeDue(now);
        }
    }

    /// As [#take], also what its jitter would still hold back.
    void takeWithoutJitter(Instant now, boolean paused) {
        if (definition.spec().jitter() != null && definition.spec().after() == null) {
            definition = definition.with(definition.spec().withJitter(null));
            planned = false;
            take(now, paused);
        }
    }

    /// Leaves out all that is due by now.
    void passOver(Instant now, DueStatus status) {
        boolean more = !isNothingDue(now);
        for (int step = 1; more; step++) {
            DuePlan plan = plan(Take.NONE, now);
            leaveInBulk(plan, status);
            more = plan.more();
            pauseBetween(step);
        }
    }

    private boolean isNothingDue(Instant now) {
        return planned && (nextAt == null || nextAt.isAfter(now));
    }

    private void takeDue(Instant now) {
        boolean more = !isNothingDue(now);
        for (int step = 1; more && starter.hasRunsLeft(); step++) {
            DuePlan plan = plan(Take.BY_POLICY, now);
            leaveInBulk(plan, DueStatus.MISSED);
            plan.due().forEach(this::take);
            more = plan.more();
            pauseBetween(step);
        }
    }

    private DuePlan plan(Take take, Instant now) {
        Instant from = handledTo;
        DuePlan plan =
                context.sideEffect(
                        DuePlan.class, () -> DuePlan.make(id, times, definition, take, from, now));
        handledTo = plan.handledTo();
        nextAt = plan.wakeAt();
        planned = true;
        return plan;
    }

    private void leaveInBulk(DuePlan plan, DueStatus status) {
        if (plan.leftFrom() != null && plan.leftTo() != null) {
            ledger.leftInBulk(plan.leftFrom(), plan.leftTo(), plan.left(), status);
        }
    }

    private void take(Due due) {
        if (!starter.hasRunsLeft()) {
            return;
        }
        if (due.inGap() != null) {
            ledger.movedFromGap(LedgerEntry.gap(due.at(), due.inGap()));
        }
        admit(due.at(), due.late());
    }

    private void admit(Instant due, boolean late) {
        starter.admit(new Waiting(due, Cause.TIME, definition.policy().overlap(), late));
    }

    /// Ends the decision, so that it does not compute for too long.
    private void pauseBetween(int step) {
        if (step % ScheduleLimits.STEPS_MAX == 0) {
            context.sleep(Duration.ZERO);
        }
    }

    private void takeAfterEnd(Duration after, Instant now, boolean paused) {
        nextAt = null;
        if (!starter.isIdle()) {
            return;
        }
        Instant lastEnd = starter.lastEnd();
        Instant start = definition.spec().start();
        Instant due = lastEnd == null ? handledTo : lastEnd.plus(after);
        if (start != null && due.isBefore(start)) {
            due = start;
        }
        Instant end = definition.spec().end();
        if (end != null && due.isAfter(end)) {
            return;
        }
        Instant beginAt = Jitter.apply(id, due, null, definition.spec().jitter());
        if (paused || beginAt.isAfter(now)) {
            nextAt = beginAt;
            return;
        }
        handledTo = due;
        admit(due, beginAt.isBefore(now.minus(ScheduleLimits.LATE_AFTER)));
    }
}
