package dev.belay.core.client;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.CancelRequested;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.machine.TakenOver;
import dev.belay.core.message.Resumption;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Resumes closed runs: a new run of the same workflow id takes over the history up to a step, and
/// goes on from there. The closed run stays as it is.
public final class RunRepair {
    private static final int BATCHES_PER_READ = 1_000;

    private final ClientPorts ports;
    private final RunClient client;

    public RunRepair(ClientPorts ports, RunClient client) {
        this.ports = ports;
        this.client = client;
    }

    /// An activity or child run of a history.
    ///
    /// @param command its number in the history
    /// @param name of the activity, or of the child's workflow
    public record Step(int command, String name) {}

    /// What resuming a run would do.
    ///
    /// @param again what runs once more although its outcome is known, or because it failed
    /// @param inFlight what had no outcome yet; it runs once more too
    /// @param kept how many activities and children keep their outcome
    /// @param forgotten completed after the step, and not known to the new run: what was done there
    ///   may be done once more, and what was undone there stays undone
    public record Preview(
            Resumption resumption,
            List<Step> again,
            List<Step> inFlight,
            int kept,
            List<Step> forgotten) {
        public Preview {
            again = List.copyOf(again);
            inFlight = List.copyOf(inFlight);
            forgotten = List.copyOf(forgotten);
        }
    }

    /// Says what [#resume] would do; changes nothing.
    ///
    /// @param step the command whose activity or child is to run once more; null is the one that
    ///   failed the run, or, where none did, the very point where the run ended
    /// @throws BelayException `RUN_NOT_FOUND`; `INVALID_REQUEST` when the run is open, is continued
    ///   by another, has no such step, or has nothing before it
    public Preview preview(RunKey run, @Nullable Integer step) {
        return preview(run, read(run), step);
    }

    /// Starts a run that goes on from a step of a closed one, under the same workflow id.
    ///
    /// @param step as [#preview]
    /// @param newest whether the new run takes the newest version of its workflow instead of the
    ///   one that the closed run was on
    /// @throws BelayException as [#preview]; `DUPLICATE_RUN` when the workflow id has an open run
    public RunKey resume(RunKey run, @Nullable Integer step, boolean newest) {
        List<Batch> history = read(run);
        Preview preview = preview(run, history, step);
        StartRequest request = start(history).resuming(preview.resumption());
        Duration timeout = request.timeout();
        if (timeout != null) {
            // It counts from the closed run's start, which is taken over.
            Duration since = Duration.between(history.getFirst().time(), ports.clock().instant());
            request = request.withTimeout(timeout.plus(since));
        }
        if (newest) {
            request = request.withVersion(0);
        }
        return client.start(
                        run.workspace(),
                        request.withPolicies(ReusePolicy.ALLOW, ConflictPolicy.FAIL))
                .run();
    }

    private Preview preview(RunKey run, List<Batch> history, @Nullable Integer step) {
        HistoryEvent end = end(run, history);
        Map<Integer, Step> steps = steps(history);
        Integer again = step == null ? failedBy(history, end) : step;
        if (again != null && !steps.containsKey(again)) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "run %s has no activity or child #%d; it has %s"
                            .formatted(run, again, steps.values()));
        }
        long before = TakenOver.beginOfDecision(history, cut(history, again));
        if (before == 1) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "run %s ended with its first decision: there is nothing to take over; start the workflow anew"
                            .formatted(run));
        }
        Set<Integer> repeated = again == null ? Set.of() : Set.of(again);
        TakenOver taken = TakenOver.of(history, before, repeated, _ -> run.runId());
        StartRequest request = start(history);
        var resumption =
                new Resumption(
                        run.runId(),
                        request.resumed() == null ? run.runId() : request.resumed().origin(),
                        before,
                        repeated,
                        taken.batches().size(),
                        !taken.told().isEmpty());
        return new Sorter(steps, history, before, taken).preview(resumption, repeated);
    }

    // ---- what is in a history

    private List<Batch> read(RunKey run) {
        var history = new ArrayList<Batch>();
        for (int got = BATCHES_PER_READ; got == BATCHES_PER_READ; ) {
            var page = ports.histories().read(run, history.size(), BATCHES_PER_READ);
            got = page.size();
            page.forEach(stored -> history.add(HistoryFields.fromStored(stored)));
        }
        if (history.isEmpty()) {
            throw new BelayException(
                    ErrorCode.RUN_NOT_FOUND,
                    "run %s does not exist in this workspace".formatted(run));
        }
        return history;
    }

    private static StartRequest start(List<Batch> history) {
        if (history.getFirst().events().getFirst() instanceof RunStarted(var request)) {
            return request;
        }
        throw new IllegalStateException("a history begins with its start");
    }

    private static HistoryEvent end(RunKey run, List<Batch> history) {
        HistoryEvent last = history.getLast().events().getLast();
        if (!last.closesRun()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "run %s is open: it goes on by itself; terminate it first to resume it from a step"
                            .formatted(run));
        }
        if (last instanceof CommandIssued(_, Command.ContinueAsNew(var next, _))) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "run %s is continued by %s; resume that one".formatted(run, next));
        }
        return last;
    }

    private static Map<Integer, Step> steps(List<Batch> history) {
        var steps = new TreeMap<Integer, Step>();
        for (Batch batch : history) {
            for (HistoryEvent event : batch.events()) {
                switch (event) {
                    case CommandIssued(int id, Command.ScheduleActivity activity) ->
                            steps.put(id, new Step(id, activity.activity()));
                    case CommandIssued(int id, Command.StartChild child) ->
                            steps.put(id, new Step(id, child.request().workflow()));
                    default -> {}
                }
            }
        }
        return steps;
    }

    /// The last step that failed as the run did. A decider may call a failure something else, as
    /// flows do: then it is the last step whose failure the run's last decision was told.
    private static @Nullable Integer failedBy(List<Batch> history, HistoryEvent end) {
        if (!(end instanceof CommandIssued(_, Command.FailRun(var failure)))) {
            return null;
        }
        Integer same = lastFailed(history, why -> isWhy(failure, why));
        return same != null ? same : lastFailed(List.of(history.getLast()), _ -> true);
    }

    private static @Nullable Integer lastFailed(List<Batch> batches, Predicate<Failure> wanted) {
        Integer found = null;
        for (Batch batch : batches) {
            for (HistoryEvent event : batch.events()) {
                switch (event) {
                    case ActivityFailed(int id, _, var why) when wanted.test(why) -> found = id;
                    case ChildClosed(int id, _, _, Outcome.Failed(var why)) when wanted.test(why) ->
                            found = id;
                    default -> {}
                }
            }
        }
        return found;
    }

    private static boolean isWhy(Failure end, Failure step) {
        for (Failure at = end; at != null; at = at.cause()) {
            if (at.type().equals(step.type())) {
                return true;
            }
        }
        return false;
    }

    /// The batch that told the step's outcome; the one that ended the run where it had none.
    private static long cut(List<Batch> history, @Nullable Integer step) {
        for (Batch batch : history) {
            for (HistoryEvent event : batch.events()) {
                boolean here =
                        switch (event) {
                            case ActivityCompleted done -> isStep(done.activityId(), step);
                            case ActivityFailed failed -> isStep(failed.activityId(), step);
                            case ChildClosed closed -> isStep(closed.commandId(), step);
                            // Whoever resumes a run that was cancelled does not want that again.
                            case CancelRequested _ -> step == null;
                            default -> false;
                        };
                if (here) {
                    return batch.number();
                }
            }
        }
        return history.getLast().number();
    }

    private static boolean isStep(int id, @Nullable Integer step) {
        return step != null && step == id;
    }

    /// Whether a closed run is one that people resume: it did not do what it was for.
    public static boolean isResumable(RunStatus status) {
        return switch (status) {
            case FAILED, TIMED_OUT, CANCELLED, TERMINATED -> true;
            case SCHEDULED, RUNNING, BLOCKED, COMPLETED, CONTINUED_AS_NEW -> false;
        };
    }

    /// Sorts the steps of a history by what becomes of them.
    private record Sorter(
            Map<Integer, Step> steps, List<Batch> history, long before, TakenOver taken) {
        Preview preview(Resumption resumption, Set<Integer> repeated) {
            var kept = new ArrayList<Step>();
            taken.batches().forEach(batch -> batch.events().forEach(event -> add(event, kept)));
            taken.told().forEach(event -> add(event, kept));
            var completed = new ArrayList<Step>();
            history.forEach(batch -> batch.events().forEach(event -> add(event, completed)));
            var known = new ArrayList<Step>();
            for (Batch batch : taken.batches()) {
                for (HistoryEvent event : batch.events()) {
                    if (event instanceof CommandIssued(int id, _) && steps.containsKey(id)) {
                        known.add(steps.get(id));
                    }
                }
            }
            List<Step> again = repeated.stream().map(steps::get).toList();
            known.removeAll(kept);
            known.removeAll(again);
            completed.removeAll(kept);
            completed.removeAll(again);
            completed.removeAll(known);
            return new Preview(resumption, again, known, kept.size(), completed);
        }

        private void add(HistoryEvent event, List<Step> to) {
            Integer id =
                    switch (event) {
                        case ActivityCompleted(int done, _, _) -> done;
                        case ActivityFailed(int failed, _, _) -> failed;
                        case ChildClosed(int closed, _, _, _) -> closed;
                        default -> null;
                    };
            Step step = id == null ? null : steps.get(id);
            if (step != null) {
                to.add(step);
            }
        }
    }
}
