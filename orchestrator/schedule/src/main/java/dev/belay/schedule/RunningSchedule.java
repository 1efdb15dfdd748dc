package dev.belay.schedule;

import dev.belay.core.workflow.WorkflowContext;
import dev.belay.schedule.DuePlan.Due;
import dev.belay.schedule.DuePlan.Take;
import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.schedule.ScheduleRequests.Answer;
import dev.belay.schedule.time.DueTime;
import dev.belay.schedule.time.Jitter;
import dev.belay.schedule.time.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One schedule while it runs: takes what is due, in order, each due time once.
final class RunningSchedule {
    private final WorkflowContext context;
    private final String id;
    private final Ledger ledger;
    private final Starter starter;
    private ScheduleDefinition definition;
    private Timetable times;
    private long version;
    private boolean paused;
    private @Nullable String pauseReason;
    private boolean deleted;
    private Instant handledTo;

    /// When something is due next, as the last plan says; to be planned anew where it is not known.
    private @Nullable Instant nextAt;

    private boolean planned;

    /// Whether what falls due while a run is open is left out without waking up for it.
    private boolean leavesToOverlap;

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST`
    RunningSchedule(WorkflowContext context, ScheduleState state) {
        Timetables.check(state.definition());
        this.context = context;
        this.id = state.id();
        this.definition = state.definition();
        this.times = Timetables.of(definition.spec());
        this.version = state.version();
        this.paused = state.paused();
        this.pauseReason = state.pauseReason();
        this.handledTo = state.handledTo() == null ? madeAt() : state.handledTo();
        this.ledger = new Ledger(state.ledger(), state.counts());
        this.starter = new Starter(context, state, ledger);
    }

    /// When somebody made the schedule, which may be long before anybody begins it.
    private Instant madeAt() {
        return context.info().run().runId().createdAt();
    }

    ScheduleState state() {
        starter.forgetOpen();
        return new ScheduleState(
                id,
                version,
                definition,
                paused,
                pauseReason,
                handledTo,
                starter.lastEnd(),
                starter.numbered(),
                ledger.counts(),
                starter.buffer(),
                ledger.entries());
    }

    ScheduleDescription describe() {
        return new ScheduleDescription(
                id,
                version,
                definition,
                paused,
                pauseReason,
                starter.open(),
                starter.buffer().size(),
                ledger.counts(),
                next(),
                ledger.entries());
    }

    private List<Instant> next() {
        if (deleted || !starter.hasRunsLeft()) {
            return List.of();
        }
        if (definition.spec().after() != null) {
            return nextAt == null ? List.of() : List.of(nextAt);
        }
        Instant now = context.now();
        return times.from(handledTo.isAfter(now) ? handledTo : now)
                .limit(ScheduleDescription.NEXT_MAX)
                .map(DueTime::at)
                .toList();
    }

    // ---- the loop

    /// Everything that happened up to now: ends of runs, what waited for them, what is due.
    void catchUpWith(Instant now, int turn) {
        if (leavesToOverlap) {
            leavesToOverlap = false;
            passOver(now, DueStatus.SKIPPED_OVERLAP);
        }
        String failed = starter.takeEnds();
        if (failed != null && definition.policy().pauseOnFailure() && !paused) {
            pauseFor(failed);
        }
        // The gap between two runs is the time for a new history, which starts what waited.
        boolean beginsAnew = turn >= ScheduleLimits.TURNS_MAX && !starter.hasOpen();
        if (!paused && !beginsAnew) {
            starter.startWhatWaited();
        }
        if (deleted || !starter.hasRunsLeft()) {
            nextAt = null;
        } else if (definition.spec().after() != null) {
            takeAfterEnd(definition.spec().after(), now);
        } else if (paused) {
            passOver(now, DueStatus.SKIPPED_PAUSED);
        } else {
            takeDue(now);
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

    private void passOver(Instant now, DueStatus status) {
        boolean more = !isNothingDue(now);
        for (int step = 1; more; step++) {
            DuePlan plan = plan(Take.NONE, now);
            leaveInBulk(plan, status);
            more = plan.more();
            pauseBetween(step);
        }
    }

    /// Ends the decision, so that it does not compute for too long.
    private void pauseBetween(int step) {
        if (step % ScheduleLimits.STEPS_MAX == 0) {
            context.sleep(Duration.ZERO);
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
        starter.admit(new Waiting(due.at(), Cause.TIME, definition.policy().overlap(), due.late()));
    }

    private void takeAfterEnd(Duration after, Instant now) {
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
        boolean late = beginAt.isBefore(now.minus(ScheduleLimits.LATE_AFTER));
        starter.admit(new Waiting(due, Cause.TIME, definition.policy().overlap(), late));
    }

    boolean hasEndedRuns() {
        return starter.hasEnded();
    }

    /// When to wake up although nothing happened; null where only an event helps.
    @Nullable Instant wakeAt(int turn) {
        if (paused || nextAt == null) {
            return null;
        }
        leavesToOverlap = turn >= ScheduleLimits.TURNS_MAX && starter.isFull();
        return leavesToOverlap ? null : nextAt;
    }

    /// Whether nothing will ever be due again. A paused schedule waits for whoever resumes it.
    boolean isOver() {
        return deleted
                || (starter.isIdle() && nextAt == null && (!paused || !starter.hasRunsLeft()));
    }

    /// Whether the history has become long, and nothing is lost by a new one: the ends of open runs
    /// are told to this one.
    boolean mayBeginNewHistory(int turn) {
        if (turn < ScheduleLimits.TURNS_MAX || !starter.hasOpen()) {
            return turn >= ScheduleLimits.TURNS_MAX;
        }
        SchedulePolicy policy = definition.policy();
        return policy.overlap() == Overlap.ALLOW_ALL
                && definition.spec().after() == null
                && (!policy.pauseOnFailure() || turn >= ScheduleLimits.TURNS_WITH_OPEN_RUNS_MAX);
    }

    // ---- what it is asked

    Answer pause(ScheduleRequests.Pause request) {
        pauseFor(request.reason() == null ? "no reason was given" : request.reason());
        return answer("paused");
    }

    private void pauseFor(String reason) {
        paused = true;
        pauseReason = reason;
        show();
    }

    Answer resume(ScheduleRequests.Resume request) {
        paused = false;
        pauseReason = null;
        show();
        return answer(request.note() == null ? "resumed" : "resumed: " + request.note());
    }

    Answer trigger(ScheduleRequests.Trigger request) {
        Refusals.requireRunsLeft(starter.hasRunsLeft());
        Refusals.requireForce(request.overlap(), definition.policy());
        DueStatus status = starter.admit(starter.triggered(request.overlap()));
        boolean started = status == DueStatus.FIRED;
        return new Answer(
                version,
                paused,
                status == DueStatus.SKIPPED_OVERLAP ? 0 : 1,
                started ? starter.open().getLast() : null,
                status.name());
    }

    Answer backfill(ScheduleRequests.Backfill request) {
        Refusals.requireForce(request.overlap(), definition.policy());
        Refusals.requireBackfill(definition, request, context.now());
        int most = ScheduleLimits.BACKFILL_MAX;
        Backfilled due =
                context.sideEffect(
                        Backfilled.class,
                        () -> Backfilled.of(times, request.from(), request.to(), most + 1));
        Overlap overlap = request.overlap() == null ? Overlap.BUFFER_ALL : request.overlap();
        int room = definition.policy().bufferMax() - starter.buffer().size();
        boolean waits = overlap == Overlap.BUFFER_ALL;
        Refusals.requireRoom(due.due().size(), waits ? Math.min(most, room) : most);
        long started = 0;
        for (Instant at : due.due()) {
            DueStatus status =
                    starter.hasRunsLeft()
                            ? starter.admit(new Waiting(at, Cause.BACKFILL, overlap, false))
                            : DueStatus.MISSED;
            started += status == DueStatus.FIRED || status == DueStatus.BUFFERED ? 1 : 0;
        }
        String text = "%d due times, %d runs".formatted(due.due().size(), started);
        return new Answer(version, paused, (int) started, null, text);
    }

    /// The due times of a backfill, recorded.
    record Backfilled(List<Instant> due) {
        static Backfilled of(Timetable times, Instant from, Instant to, int most) {
            return new Backfilled(
                    times.between(from, to)
                            .from(from.minusNanos(1))
                            .limit(most)
                            .map(DueTime::at)
                            .toList());
        }
    }

    Answer change(ScheduleRequests.Change request) {
        Refusals.requireVersion(request.ifVersion(), version);
        Timetables.check(request.definition());
        takeWithoutJitter(context.now());
        definition = request.definition();
        times = Timetables.of(definition.spec());
        starter.define(definition);
        version++;
        if (definition.spec().after() == null) {
            // What was due by now was due under the definition before.
            handledTo = context.now();
        }
        planned = false;
        nextAt = null;
        show();
        return answer("changed");
    }

    /// What is due by now is due under the definition that held till now, whatever its jitter.
    private void takeWithoutJitter(Instant now) {
        if (definition.spec().jitter() == null || definition.spec().after() != null) {
            return;
        }
        definition = definition.with(definition.spec().withJitter(null));
        planned = false;
        if (paused) {
            passOver(now, DueStatus.SKIPPED_PAUSED);
        } else {
            takeDue(now);
        }
    }

    Answer delete(ScheduleRequests.Delete request) {
        deleted = true;
        nextAt = null;
        String why = request.reason() == null ? "" : ": " + request.reason();
        starter.drop("the schedule was deleted" + why);
        return answer("deleted" + why);
    }

    private Answer answer(String text) {
        return new Answer(version, paused, 0, null, text);
    }

    /// What lists show.
    private void show() {
        context.upsertAttributes(
                Map.of(
                        ScheduleClient.TARGET,
                        definition.target().workflow(),
                        ScheduleClient.PAUSED,
                        Boolean.toString(paused)));
    }
}
