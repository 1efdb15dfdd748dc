package dev.belay.local.cost;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What somebody plans to run: many runs of one shape.
///
/// @param activities of each run, performed in functions
/// @param localActivities of each run, performed in the orchestrator, one after another
/// @param waits of each run, each of `waitLength`
/// @param sideBySide how many activities a run asks for at once, and a function takes at once
public record Workload(
        long runs,
        int activities,
        int localActivities,
        int waits,
        Duration waitLength,
        int sideBySide) {
    private static final int SIDE_BY_SIDE_MAX = 10;
    private static final int COUNT_MAX = 100_000;
    private static final Instant BEGIN = Instant.EPOCH;

    /// About what an activity answers: an id, a status.
    private static final Payload ANSWER = Payload.Inline.of("\"0123456789abcdef completed\"");

    public Workload {
        if (runs < 1) {
            throw new IllegalArgumentException("runs is %d, expected 1 or more".formatted(runs));
        }
        if (sideBySide < 1 || sideBySide > SIDE_BY_SIDE_MAX) {
            throw new IllegalArgumentException(
                    "batch is %d, expected 1 to %d, which is what a receive brings at the most"
                            .formatted(sideBySide, SIDE_BY_SIDE_MAX));
        }
        for (int count : new int[] {activities, localActivities, waits}) {
            if (count < 0 || count > COUNT_MAX) {
                throw new IllegalArgumentException(
                        "a run has %d of something, expected 0 to %d".formatted(count, COUNT_MAX));
            }
        }
    }

    /// What one run leaves in a history: a batch for each wake-up.
    List<Batch> history() {
        var history = new History();
        history.addToLast(List.of(new HistoryEvent.RunStarted(request())));
        for (int done = 0; done < activities; done += sideBySide) {
            history.perform(Math.min(sideBySide, activities - done));
        }
        for (int i = 0; i < localActivities; i++) {
            history.performLocally();
        }
        for (int i = 0; i < waits; i++) {
            history.await(waitLength);
        }
        history.addToLast(
                List.of(new CommandIssued(++history.id, new Command.CompleteRun(ANSWER))));
        return history.batches;
    }

    private static StartRequest request() {
        return StartRequest.of(new WorkflowId("planned"), "planned", Lane.SYSTEM, ANSWER);
    }

    private static final class History {
        final List<Batch> batches = new ArrayList<>();
        private int id;

        void perform(int number) {
            List<HistoryEvent> asked =
                    IntStream.range(0, number)
                            .<HistoryEvent>mapToObj(_ -> new CommandIssued(++id, schedule()))
                            .toList();
            // What is asked next goes with what was answered, so both are one write.
            List<HistoryEvent> answered =
                    IntStream.rangeClosed(id - number + 1, id)
                            .<HistoryEvent>mapToObj(
                                    i -> new HistoryEvent.ActivityCompleted(i, 1, ANSWER))
                            .toList();
            addToLast(asked);
            add(answered);
        }

        void performLocally() {
            add(
                    List.of(
                            new CommandIssued(
                                    ++id,
                                    new Command.RecordLocalActivity(
                                            "local", 1, new Outcome.Completed(ANSWER)))));
        }

        void await(Duration length) {
            addToLast(
                    List.of(
                            new CommandIssued(
                                    ++id, new Command.StartTimer(BEGIN.plus(length), ""))));
            add(List.of(new HistoryEvent.TimerFired(id)));
        }

        private static Command schedule() {
            return new Command.ScheduleActivity(
                    "activity",
                    new TaskQueue(Lane.SYSTEM, "activity"),
                    ANSWER,
                    ActivityOptions.DEFAULT);
        }

        private void add(List<HistoryEvent> events) {
            batches.add(new Batch(batches.size() + 1L, BEGIN, events));
        }

        private void addToLast(List<HistoryEvent> events) {
            if (batches.isEmpty()) {
                add(events);
                return;
            }
            Batch last = batches.removeLast();
            var all = new ArrayList<>(last.events());
            all.addAll(events);
            batches.add(new Batch(last.number(), last.time(), all));
        }
    }
}
