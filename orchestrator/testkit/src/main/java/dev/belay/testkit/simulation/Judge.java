package dev.belay.testkit.simulation;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.codec.HistoryFields;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.testkit.audit.Effect;
import dev.belay.testkit.audit.HistoryAudit;
import dev.belay.testkit.audit.LiveAudit;
import dev.belay.testkit.audit.Promises;
import dev.belay.testkit.audit.UnderWay;
import dev.belay.testkit.audit.Violation;
import dev.belay.testkit.reference.ReferenceWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Watches a world and says what is wrong with it: after every step, and when it has come to rest.
final class Judge implements UnderWay {
    private final World world;
    private final Script script;
    private final LiveAudit live = new LiveAudit();
    private final Set<RunKey> grown = new LinkedHashSet<>();
    private final List<RunKey> promised = new ArrayList<>();
    private final List<Promises.Signal> signals = new ArrayList<>();

    /// Whether an activity failed for good by what befell its hosts, as its policy says it may.
    private boolean attemptsUsedUp;

    Judge(World world, Script script) {
        this.world = world;
        this.script = script;
    }

    // ---- what happens

    void appended(RunKey run, Batch batch) {
        live.appended(run, batch);
        grown.add(run);
        for (HistoryEvent event : batch.events()) {
            world.coverage.recorded(event);
            world.ranOutOfRealTime |=
                    event instanceof RunBlocked(var code, _, _)
                            && code.equals(ErrorCode.DECISION_TOO_LONG.code());
            if (event instanceof ActivityFailed(_, _, var failure)
                    && failure.kind() != FailureKind.APPLICATION) {
                attemptsUsedUp = true;
            }
        }
        if (world.isTraced()) {
            world.note("history", "%s has batch %d".formatted(shortly(run), batch.number()));
        }
        refuse(live.violations());
    }

    void arrives(QueueMessage message) {
        world.coverage.arrived(message, live.situation(message));
    }

    void started(RunKey run) {
        promised.add(run);
    }

    void accepted(RunKey run, String sender, String itemId) {
        signals.add(new Promises.Signal(run, sender, itemId));
    }

    void answered(RunKey run, String argument, Payload answer) {
        String said = world.payloads.read(run.workspace(), answer, String.class);
        if (!("done " + argument).equals(said)) {
            throw broken(
                    "UPDATE_IS_ANSWERED_BY_ITS_HANDLER",
                    "run %s answered update '%s' with '%s'".formatted(run, argument, said));
        }
    }

    /// By the validator, or because what it asked for failed for good.
    void refused(RunKey run, String argument) {
        if (!argument.startsWith("bad") && !attemptsUsedUp && !isCancelled(run)) {
            throw broken(
                    "UPDATE_IS_ANSWERED_BY_ITS_HANDLER",
                    "run %s refused update '%s'".formatted(run, argument));
        }
    }

    private boolean isCancelled(RunKey run) {
        return script.plans().stream().anyMatch(plan -> run.equals(plan.run) && plan.cancelled);
    }

    /// A task that was not acknowledged was lost with its host, and the next must not suffer the
    /// same; unless a marker says that it was never begun.
    void attempted(ActivityTask task, int receiveCount, boolean performed) {
        ActivityOptions options = task.options();
        boolean marked =
                options.atMostOnce()
                        || options.scheduleToStart() != null
                        || options.retry().maximumAttempts() == 1;
        if (performed && receiveCount > 1 && !marked) {
            throw broken(
                    "LOST_ATTEMPT_IS_NOT_REPEATED",
                    "run %s: attempt %d of activity %d was performed at delivery %d"
                            .formatted(
                                    task.run(), task.attempt(), task.activityId(), receiveCount));
        }
    }

    /// Whether the run is closed, and none is to continue it.
    boolean isClosed(RunKey run) {
        return live.end(run).filter(end -> end.status() != RunStatus.CONTINUED_AS_NEW).isPresent();
    }

    /// Nothing but a failing service may make the engine give up.
    void onlyOutages(BelayException failed) {
        world.ranOutOfRealTime |= failed.code() == ErrorCode.DECISION_TOO_LONG;
        if (!failed.code().isOutage()) {
            throw broken("ENGINE_FAILS_BY_OUTAGES_ALONE", String.valueOf(failed.getMessage()));
        }
    }

    void afterStep() {
        for (RunKey run : grown) {
            refuse(live.unwoken(run, this));
        }
        grown.removeIf(run -> !isBeingHandled(run));
    }

    // ---- what is wrong

    void atRest() {
        HistoryAudit audit = live.history();
        refuse(audit.violations());
        refuse(audit.leftovers(new Promises(promised, signals), world.heads(live.runs())));
        List<Effect> effects = world.work.effects();
        refuse(audit.effects(effects, SimulatedWork.NOTED));
        refuse(audit.failures(effects, SimulatedWork.NOTED, world.work.tolerance()));
        oneRunEach();
        script.plans().forEach(this::endsAsItShould);
    }

    private void oneRunEach() {
        var seen = new HashMap<WorkflowId, RunKey>();
        live.roots()
                .forEach((run, workflowId) -> {
                    RunKey other = seen.put(workflowId, run);
                    if (other != null) {
                        throw broken(
                                "ONE_RUN_OF_A_WORKFLOW_ID",
                                "%s and %s are both of '%s'".formatted(other, run, workflowId));
                    }
                });
    }

    private void endsAsItShould(Plan plan) {
        RunKey run = plan.run;
        if (run == null) {
            throw broken("EVERY_START_IS_ACCEPTED", "no run of '%s'".formatted(plan.workflowId));
        }
        LiveAudit.End end =
                live.end(run)
                        .orElseThrow(() -> broken("RUN_CLOSES", "run %s is open".formatted(run)));
        ReferenceWorkflow workflow = plan.workflow;
        boolean expected =
                end.status() == workflow.status()
                        || (plan.cancelled && end.status() == RunStatus.CANCELLED)
                        || (plan.terminated && end.status() == RunStatus.TERMINATED)
                        || (plan.timeout != null && end.status() == RunStatus.TIMED_OUT)
                        || (attemptsUsedUp && end.status() == RunStatus.FAILED);
        if (!expected) {
            throw broken(
                    "RUN_ENDS_AS_ITS_CODE_SAYS",
                    "run %s is %s, expected %s".formatted(run, end.status(), workflow.status()));
        }
        if (end.status() == workflow.status() && !attemptsUsedUp && !plan.cancelled) {
            outcome(workflow, end);
        }
    }

    private void outcome(ReferenceWorkflow workflow, LiveAudit.End end) {
        String outcome =
                switch (end.outcome()) {
                    case null -> "";
                    case Outcome.Completed(var result) ->
                            String.valueOf(
                                    world.payloads.read(
                                            end.run().workspace(), result, String.class));
                    case Outcome.Failed(var failure) -> failure.type();
                };
        if (!outcome.equals(workflow.outcome())) {
            throw broken(
                    "RUN_ENDS_AS_ITS_CODE_SAYS",
                    "run %s ended with '%s', expected '%s'"
                            .formatted(end.run(), outcome, workflow.outcome()));
        }
        if (end.status() != RunStatus.FAILED) {
            // What a cancellation finds to undo depends on when it comes.
            return;
        }
        List<String> undone = world.work.undone(end.run().runId().value());
        if (!undone.equals(workflow.undone())) {
            throw broken(
                    "COMPENSATIONS_RUN_IN_REVERSE",
                    "run %s undid %s, expected %s".formatted(end.run(), undone, workflow.undone()));
        }
    }

    private void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            Violation first = violations.getFirst();
            throw broken(
                    first.invariant().name(), "run %s: %s".formatted(first.run(), first.what()));
        }
    }

    Broken broken(String promise, String what) {
        return new Broken(promise, what);
    }

    /// A promise that a world broke.
    static final class Broken extends Error {
        private static final long serialVersionUID = 1L;
        final String promise;

        Broken(String promise, String what) {
            super(promise + ": " + what, null, false, false);
            this.promise = promise;
        }
    }

    // ---- what is under way

    @Override
    public boolean carries(Predicate<QueueMessage> wanted) {
        return world.queues.carries(wanted);
    }

    @Override
    public boolean isArmed(Predicate<TimerDue> wanted) {
        return world.timers.all().stream().anyMatch(armed -> wanted.test(armed.message()));
    }

    @Override
    public boolean isBeingHandled(RunKey run) {
        return world.queues.isBeingHandled(run);
    }

    // ---- in words

    static String shortly(RunKey run) {
        String id = run.runId().value();
        return "run …" + id.substring(id.length() - 5);
    }

    static String words(List<RunMessage> messages) {
        return messages.stream()
                .map(message ->
                        message instanceof TimerDue due
                                ? due.timer().toString()
                                : message.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    Map<RunKey, List<Batch>> histories() {
        var histories = new HashMap<RunKey, List<Batch>>();
        for (RunKey run : live.runs()) {
            histories.put(
                    run,
                    world.memory.read(run, 0, Integer.MAX_VALUE).stream()
                            .map(HistoryFields::fromStored)
                            .toList());
        }
        return histories;
    }
}
