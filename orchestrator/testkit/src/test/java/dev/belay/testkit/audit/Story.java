package dev.belay.testkit.audit;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes histories by hand, a batch a second.
final class Story {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final Payload VALUE = Payload.Inline.of("1");
    static final Failure FAILURE = Failure.application("flaky", "it failed", true);

    final RunKey run;
    private final List<Batch> batches = new ArrayList<>();

    Story(int number) {
        run = new RunKey(Workspace.DEFAULT, RunId.of(BEGIN, 0, number));
    }

    static StartRequest request() {
        return StartRequest.of(new WorkflowId("order-42"), "order", Lane.SYSTEM, VALUE);
    }

    static HistoryEvent started() {
        return new HistoryEvent.RunStarted(request());
    }

    static Command schedule(int attempts) {
        return new Command.ScheduleActivity(
                "charge",
                new TaskQueue(Lane.SYSTEM, "charge"),
                VALUE,
                ActivityOptions.of(
                        RetryPolicy.constant(attempts, Duration.ofSeconds(1)),
                        Duration.ofMinutes(1)));
    }

    static HistoryEvent command(int id, Command command) {
        return new CommandIssued(id, command);
    }

    static HistoryEvent completed(int id) {
        return command(id, new Command.CompleteRun(VALUE));
    }

    static HistoryEvent signal(String itemId) {
        return new HistoryEvent.SignalReceived(itemId, "go", VALUE);
    }

    Story then(HistoryEvent... events) {
        int number = batches.size() + 1;
        batches.add(new Batch(number, BEGIN.plusSeconds(number), List.of(events)));
        return this;
    }

    Story without(int batch) {
        batches.remove(batch - 1);
        return this;
    }

    Map<RunKey, List<Batch>> alone() {
        return Map.of(run, batches);
    }

    Map<RunKey, List<Batch>> with(Story other) {
        return Map.of(run, batches, other.run, other.batches);
    }

    Map<RunKey, RunHead> head(RunStatus status) {
        return Map.of(
                run,
                new RunHead(
                        run,
                        new WorkflowId("order-42"),
                        "order",
                        1,
                        Lane.SYSTEM,
                        status,
                        BEGIN,
                        status.isClosed() ? BEGIN.plusSeconds(9) : null,
                        batches.size(),
                        null,
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        null,
                        null));
    }
}
