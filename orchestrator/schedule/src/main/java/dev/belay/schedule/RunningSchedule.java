package dev.belay.schedule;

import dev.belay.core.workflow.WorkflowContext;
import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.schedule.ScheduleRequests.Answer;
import dev.belay.schedule.time.DueTime;
import dev.belay.schedule.time.Timetable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One schedule while it runs.
final class RunningSchedule {
    private final WorkflowContext context;
    private final String id;
    private final Ledger ledger;
    private final Starter starter;
    private final DueTimes dueTimes;
    private ScheduleDefinition definition;
    private long version;
    private boolean paused;
    private @Nullable String pauseReason;
    private boolean deleted;

    /// Whether what falls due while a run is open is left out without waking up for it.
    private boolean leavesToOverlap;

    /// @throws dev.belay.core.error.BelayException `INVALID_REQUEST`
    RunningSchedule(WorkflowContext context, ScheduleState state) {
        Timetables.check(state.definition());
        this.context = context;
        this.id = state.id();
        this.definition = state.definition();
        this.version = state.version();
        this.paused = state.paused();
        this.pauseReason = state.pauseReason();
        this.ledger = new Ledger(state.ledger(), state.counts());
        this.starter = new Starter(context, state, ledger);
        Instant handledTo = state.handledTo() == null ? madeAt() : state.handledTo();
        this.dueTimes = new DueTimes(context, id, definition, handledTo, ledger, starter);
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
                dueTimes.handledTo(),
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
        return deleted || !starter.hasRunsLeft() ? List.of() : dueTimes.next();
    }

    // ---- the loop

    /// Everything that happened up to now: ends of runs, what waited for them, what is due.
    void catchUpWith(Instant now, int turn) {
        if (leavesToOverlap) {
            leavesToOverlap = false;
            dueTimes.passOver(now, DueStatus.SKIPPED_OVERLAP);
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
            dueTimes.stop();
        } else {
            dueTimes.take(now, paused);
        }
    }

    boolean hasEndedRuns() {
        return starter.hasEnded();
    }

    /// When to wake up although nothing happened; null where only an event helps.
    @Nullable Instant wakeAt(int turn) {
        if (paused) {
            return null;
        }
        leavesToOverlap = turn >= ScheduleLimits.TURNS_MAX && starter.isFull();
        return leavesToOverlap ? null : dueTimes.nextAt();
    }

    /// Whether nothing will ever be due again. A paused schedule waits for whoever resumes it.
    boolean isOver() {
        return deleted
                || (starter.isIdle()
                        && dueTimes.nextAt() == null
                        && (!paused || !starter.hasRunsLeft()));
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
        pauseReason = Ledger.cut(reason);
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
                        () ->
                                Backfilled.of(
                                        dueTimes.times(), request.from(), request.to(), most + 1));
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
        dueTimes.takeWithoutJitter(context.now(), paused);
        definition = request.definition();
        dueTimes.define(definition, context.now());
        starter.define(definition);
        version++;
        show();
        return answer("changed");
    }

    Answer delete(ScheduleRequests.Delete request) {
        deleted = true;
        dueTimes.stop();
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
