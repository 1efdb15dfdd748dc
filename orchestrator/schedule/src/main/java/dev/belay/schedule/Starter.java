package dev.belay.schedule;

import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.schedule.LedgerEntry.Cause;
import dev.belay.schedule.LedgerEntry.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts a schedule's runs, and knows which are open and what waits for their end.
final class Starter {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final int ASKED_MAX = 60;

    private final WorkflowContext context;
    private final String id;
    private final Ledger ledger;
    private final Deque<Waiting> buffer;
    private final List<OpenRun> open = new ArrayList<>();
    private ScheduleDefinition definition;
    private long numbered;
    private @Nullable Instant lastEnd;

    Starter(WorkflowContext context, ScheduleState state, Ledger ledger) {
        this.context = context;
        this.id = state.id();
        this.ledger = ledger;
        this.buffer = new ArrayDeque<>(state.buffer());
        this.definition = state.definition();
        this.numbered = state.numbered();
        this.lastEnd = state.lastEnd();
    }

    void define(ScheduleDefinition changed) {
        definition = changed;
    }

    boolean isIdle() {
        return open.isEmpty() && buffer.isEmpty();
    }

    boolean hasOpen() {
        return !open.isEmpty();
    }

    boolean hasEnded() {
        return open.stream().anyMatch(OpenRun::isEnded);
    }

    List<String> open() {
        return open.stream().map(OpenRun::workflowId).toList();
    }

    List<Waiting> buffer() {
        return List.copyOf(buffer);
    }

    long numbered() {
        return numbered;
    }

    @Nullable Instant lastEnd() {
        return lastEnd;
    }

    boolean hasRunsLeft() {
        Integer most = definition.policy().runsMax();
        return most == null || ledger.counts().started() < most;
    }

    /// Whether whatever is due next would be left out, as long as no run ends.
    boolean isFull() {
        return !open.isEmpty()
                && switch (definition.policy().overlap()) {
                    case SKIP -> true;
                    case BUFFER_ONE, CANCEL_OTHER, TERMINATE_OTHER -> !buffer.isEmpty();
                    case BUFFER_ALL -> buffer.size() >= definition.policy().bufferMax();
                    case ALLOW_ALL -> false;
                };
    }

    /// Starts a run, lets it wait, or leaves it out.
    DueStatus admit(Waiting due) {
        if (open.isEmpty() && buffer.isEmpty() || due.overlap() == Overlap.ALLOW_ALL) {
            return begin(due);
        }
        return switch (due.overlap()) {
            case SKIP -> leave(due, "a run was still open");
            case BUFFER_ONE -> wait(due, 1);
            case BUFFER_ALL -> wait(due, definition.policy().bufferMax());
            case CANCEL_OTHER -> replace(due, false);
            case TERMINATE_OTHER -> replace(due, true);
            case ALLOW_ALL -> throw new IllegalStateException("begun above");
        };
    }

    private DueStatus leave(Waiting due, String why) {
        ledger.left(due, DueStatus.SKIPPED_OVERLAP, why);
        return DueStatus.SKIPPED_OVERLAP;
    }

    private DueStatus wait(Waiting due, int most) {
        if (buffer.size() >= most) {
            return leave(due, "a run was still open, and %d waited".formatted(buffer.size()));
        }
        buffer.add(due);
        ledger.buffered(due);
        return DueStatus.BUFFERED;
    }

    private DueStatus replace(Waiting due, boolean byForce) {
        DueStatus status = wait(due, 1);
        for (OpenRun run : open) {
            if (run.askToEnd()) {
                context.async(() -> {
                    askToEnd(run, byForce);
                    return true;
                });
            }
        }
        return status;
    }

    /// Until it is accepted, or there is nobody left to ask.
    private void askToEnd(OpenRun run, boolean byForce) {
        String reason = "schedule %s is due again".formatted(id);
        for (int asked = 0; asked < ASKED_MAX && !run.isEnded(); asked++) {
            try {
                String carrier = run.carrier();
                if (byForce && carrier != null) {
                    context.signal(new WorkflowId(carrier), Carrier.TERMINATE, reason);
                } else {
                    context.requestCancel(new WorkflowId(run.workflowId()), reason);
                }
                return;
            } catch (WorkflowException refused) {
                if (!refused.isCausedBy("run-not-found")) {
                    return;
                }
                // Its start is still on the way.
                context.sleep(ASK_AGAIN);
            }
        }
    }

    /// Begins the first that waits, where nothing is open any more.
    void startWhatWaited() {
        while (open.isEmpty() && !buffer.isEmpty() && hasRunsLeft()) {
            begin(buffer.remove());
        }
        if (open.isEmpty()) {
            drop("the schedule had no runs left");
        }
    }

    void drop(String why) {
        for (Waiting due = buffer.poll(); due != null; due = buffer.poll()) {
            ledger.dropped(due, why);
        }
    }

    private DueStatus begin(Waiting due) {
        ScheduleTarget target = definition.target();
        String workflowId = workflowId(due);
        Lane lane = target.lane() == null ? context.info().lane() : new Lane(target.lane());
        boolean byForce = definition.policy().overlap() == Overlap.TERMINATE_OTHER;
        String carrier = byForce ? workflowId + "-carrier" : null;
        ChildOptions options =
                ChildOptions.DEFAULT
                        .withWorkflowId(carrier == null ? workflowId : carrier)
                        .withTimeout(Carrier.orNull(carrier == null ? target.timeout() : null))
                        .withOnParentClose(ParentClosePolicy.ABANDON);
        // A schedule that is cancelled leaves its runs alone.
        Promise<Object> result =
                context.uncancellable(() ->
                        carrier == null
                                ? context.startChild(
                                        Carrier.target(target.workflow(), lane),
                                        Carrier.orNull(target.input()),
                                        options)
                                : context.startChild(
                                        Carrier.TYPE,
                                        new Carrier.Load(
                                                target.workflow(),
                                                workflowId,
                                                lane.name(),
                                                target.input(),
                                                target.timeout()),
                                        options));
        open.add(new OpenRun(workflowId, carrier, result));
        ledger.started(due, workflowId, context.now());
        return due.late() ? DueStatus.CAUGHT_UP : DueStatus.FIRED;
    }

    private String workflowId(Waiting due) {
        return switch (due.cause()) {
            case TIME -> "%s-%s".formatted(id, due.due());
            case TRIGGER -> "%s-trigger-%d".formatted(id, ++numbered);
            case BACKFILL -> "%s-%s-backfill-%d".formatted(id, due.due(), ++numbered);
        };
    }

    /// Takes the ends of runs into the ledger.
    ///
    /// @return why a run failed; null where none did
    @Nullable String takeEnds() {
        String failed = null;
        for (OpenRun run : List.copyOf(open)) {
            if (run.isEnded()) {
                open.remove(run);
                OpenRun.End end = run.end();
                lastEnd = context.now();
                ledger.ended(run.workflowId(), end.how(), context.now(), end.why());
                if (end.how() == Ending.FAILED || end.how() == Ending.TIMED_OUT) {
                    failed = "run %s: %s".formatted(run.workflowId(), end.why());
                }
            }
        }
        return failed;
    }

    /// For a new history, which cannot hear of the ends of runs that this one started.
    void forgetOpen() {
        for (OpenRun run : open) {
            ledger.ended(
                    run.workflowId(),
                    Ending.NOT_FOLLOWED,
                    null,
                    "open when the history began anew");
        }
        open.clear();
    }

    /// @param overlap null is the schedule's own
    Waiting triggered(@Nullable Overlap overlap) {
        return new Waiting(
                context.now(),
                Cause.TRIGGER,
                overlap == null ? definition.policy().overlap() : overlap,
                false);
    }
}
