package dev.belay.schedule;

import dev.belay.core.error.BelayException;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.UpdateType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.schedule.ScheduleRequests.Answer;
import dev.belay.schedule.ScheduleRequests.Backfill;
import dev.belay.schedule.ScheduleRequests.Change;
import dev.belay.schedule.ScheduleRequests.Delete;
import dev.belay.schedule.ScheduleRequests.Pause;
import dev.belay.schedule.ScheduleRequests.Resume;
import dev.belay.schedule.ScheduleRequests.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A schedule: a run that waits for due times and starts runs at them. It is paused, changed and
/// asked by updates, described by a query, and begins a new history from time to time.
public final class ScheduleWorkflow implements Workflow<ScheduleState, ScheduleDescription> {
    public static final WorkflowType<ScheduleState, ScheduleDescription> TYPE =
            WorkflowType.of(
                    "belay.schedule",
                    ScheduleState.class,
                    ScheduleDescription.class,
                    ScheduleWorkflow::new);

    public static final QueryType<Void, ScheduleDescription> STATE =
            QueryType.of("state", ScheduleDescription.class);

    public static final UpdateType<Pause, Answer> PAUSE = update("pause", Pause.class);
    public static final UpdateType<Resume, Answer> RESUME = update("resume", Resume.class);
    public static final UpdateType<Trigger, Answer> TRIGGER = update("trigger", Trigger.class);
    public static final UpdateType<Backfill, Answer> BACKFILL = update("backfill", Backfill.class);
    public static final UpdateType<Change, Answer> CHANGE = update("update", Change.class);
    public static final UpdateType<Delete, Answer> DELETE = update("delete", Delete.class);

    private static <A> UpdateType<A, Answer> update(String name, Class<A> argument) {
        return new UpdateType<>(name, argument, Answer.class);
    }

    /// What a host registers so that schedules can run on it.
    public static List<WorkflowType<?, ?>> types() {
        return List.of(TYPE, Carrier.TYPE);
    }

    @Override
    public ScheduleDescription run(WorkflowContext context, ScheduleState state) {
        var schedule = begun(context, state);
        var requests = new Requests(context);
        register(context, schedule, requests);
        for (int turn = 1; ; turn++) {
            schedule.catchUpWith(context.now(), turn);
            if (requests.serve()) {
                continue;
            }
            boolean closes = schedule.isOver() || schedule.mayBeginNewHistory(turn);
            if (closes) {
                // Lets those take their turn who were just asked something.
                context.async(() -> true).get();
            }
            if (!requests.isEmpty()) {
                continue;
            }
            if (closes && schedule.isOver()) {
                return schedule.describe();
            }
            if (closes) {
                throw context.continueAsNew(schedule.state());
            }
            sleep(context, schedule, requests, turn);
        }
    }

    private static RunningSchedule begun(WorkflowContext context, ScheduleState state) {
        try {
            return new RunningSchedule(context, state);
        } catch (BelayException invalid) {
            throw WorkflowException.of(
                    "invalid-schedule", Objects.requireNonNullElse(invalid.getMessage(), ""));
        }
    }

    private static void sleep(
            WorkflowContext context, RunningSchedule schedule, Requests requests, int turn) {
        Instant wakeAt = schedule.wakeAt(turn);
        if (wakeAt == null) {
            context.await(() -> !requests.isEmpty() || schedule.hasEndedRuns());
            return;
        }
        Duration left = Duration.between(context.now(), wakeAt);
        context.await(
                () -> !requests.isEmpty() || schedule.hasEndedRuns(),
                left.compareTo(ScheduleLimits.SLEEP_MAX) > 0 ? ScheduleLimits.SLEEP_MAX : left);
    }

    private static void register(
            WorkflowContext context, RunningSchedule schedule, Requests requests) {
        context.onQuery(STATE, _ -> schedule.describe());
        context.onUpdate(PAUSE, _ -> {}, ask -> requests.ask(() -> schedule.pause(ask)));
        context.onUpdate(RESUME, _ -> {}, ask -> requests.ask(() -> schedule.resume(ask)));
        context.onUpdate(TRIGGER, _ -> {}, ask -> requests.ask(() -> schedule.trigger(ask)));
        context.onUpdate(BACKFILL, _ -> {}, ask -> requests.ask(() -> schedule.backfill(ask)));
        context.onUpdate(
                CHANGE,
                ask -> Timetables.check(ask.definition()),
                ask -> requests.ask(() -> schedule.change(ask)));
        context.onUpdate(DELETE, _ -> {}, ask -> requests.ask(() -> schedule.delete(ask)));
    }
}
