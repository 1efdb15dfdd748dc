package dev.belay.testkit.golden;

import static java.util.Objects.requireNonNull;

import dev.belay.core.activity.ActivityAttempt;
import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Runs every golden workflow, and hands out what each left in its history.
final class GoldenRuns {
    private final Map<String, ExportedHistory> histories = new TreeMap<>();

    private GoldenRuns() {}

    /// By the name of the file that keeps it.
    static Map<String, ExportedHistory> all() {
        var runs = new GoldenRuns();
        runs.plain();
        runs.ended();
        runs.told();
        runs.started();
        runs.blocked();
        return runs.histories;
    }

    private void plain() {
        run("sequence", GoldenWorkflows.SEQUENCE);
        run("fan-out", GoldenWorkflows.FAN_OUT);
        run("timers", GoldenWorkflows.TIMERS);
        run("children", GoldenWorkflows.CHILDREN);
        run("saga", GoldenWorkflows.SAGA);
        run("local", GoldenWorkflows.LOCAL);
        run("values", GoldenWorkflows.VALUES);
        run("scopes", GoldenWorkflows.SCOPES);
        run("branches", GoldenWorkflows.BRANCHES);
        histories.put("split", Splitting.inTwoBatches(requireNonNull(histories.get("fan-out"))));
        var belay = environment();
        belay.faults().failNext(GoldenWorkflows.DO, 2).loseNext(GoldenWorkflows.DO);
        finish("retry", belay, start(belay, GoldenWorkflows.CHILD));
        var large = environment();
        large.start(GoldenWorkflows.CHILD, "id", "x".repeat(40_000));
        keep("large-payload", large);
    }

    private void ended() {
        var cancelled = environment();
        var run = start(cancelled, GoldenWorkflows.CLEANS_UP);
        cancelled.client().cancel(run.key(), "asked to");
        finish("cancelled", cancelled, run);

        var terminated = environment();
        run = start(terminated, GoldenWorkflows.WAITING);
        terminated.client().terminate(run.key(), "asked to");
        finish("terminated", terminated, run);

        var open = environment();
        start(open, GoldenWorkflows.WAITING);
        keep("open", open);
    }

    private void told() {
        var signalled = environment();
        var run = start(signalled, GoldenWorkflows.SIGNALS);
        run.signal(GoldenWorkflows.GO, "one");
        run.signal(GoldenWorkflows.GO, "two");
        finish("signals", signalled, run);

        var continued = environment();
        run = continued.start(GoldenWorkflows.CONTINUED, "id", "input");
        run.signal(GoldenWorkflows.GO, "carried");
        finish("continued", continued, run);

        var updated = environment();
        run = start(updated, GoldenWorkflows.UPDATES);
        for (String n : List.of("-1", "13", "4", "6")) {
            update(updated, run, n);
        }
        finish("updates", updated, run);

        var talking = environment();
        talking.start(GoldenWorkflows.SIGNALS, "other", "input");
        talking.runNow();
        finish("talks", talking, start(talking, GoldenWorkflows.TALKS));
    }

    private void started() {
        run(
                "delayed",
                GoldenWorkflows.CHILD,
                (belay, request) ->
                        request.withStartAt(belay.clock().instant().plus(Duration.ofHours(2)))
                                .withAttributes(Map.of("customer", "Lin"))
                                .withMemo(Map.of("note", "later"))
                                .withTags(Set.of("vip")));
        run(
                "timed-out",
                GoldenWorkflows.WAITING,
                (_, request) -> request.withTimeout(Duration.ofHours(1)));
    }

    private void blocked() {
        var belay = environment();
        var run = start(belay, GoldenWorkflows.SIGNALS);
        run.signal(GoldenWorkflows.GO, "one");
        belay.runNow();
        belay.deploy("build-2", List.of());
        run.signal(GoldenWorkflows.GO, "two");
        belay.runNow();
        keep("blocked", belay);
        belay.deploy("build-3", GoldenWorkflows.all());
        finish("unblocked", belay, run);
    }

    private interface Request {
        StartRequest of(TestEnvironment belay, StartRequest request);
    }

    private void run(String name, WorkflowType<String, String> type) {
        run(name, type, (_, request) -> request);
    }

    private void run(String name, WorkflowType<String, String> type, Request request) {
        var belay = environment();
        var plain = belay.request(type, "id", "input");
        finish(name, belay, belay.start(type, request.of(belay, plain)));
    }

    private static TestRun<String> start(TestEnvironment belay, WorkflowType<String, String> type) {
        var run = belay.start(type, "id", "input");
        belay.runNow();
        return run;
    }

    private void finish(String name, TestEnvironment belay, TestRun<String> run) {
        belay.runUntilIdle();
        if (!run.status().isClosed()) {
            throw new AssertionError(run.explain());
        }
        keep(name, belay);
    }

    /// Keeps the histories of all runs, those of children and continuations too.
    private void keep(String name, TestEnvironment belay) {
        belay.runNow();
        List<RunKey> runs =
                belay.client().list(RunQuery.all(Workspace.DEFAULT, 100)).items().stream()
                        .map(RunHead::run)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        for (int i = 0; i < runs.size(); i++) {
            histories.put(
                    runs.size() == 1 ? name : "%s-%d".formatted(name, i + 1),
                    HistoryExport.of(
                            belay.ports().history(), belay.ports().payloads(), runs.get(i)));
        }
    }

    private static void update(TestEnvironment belay, TestRun<String> run, String argument) {
        try {
            belay.client()
                    .update(
                            run.key(),
                            GoldenWorkflows.ADD.name(),
                            Payload.Inline.of(argument),
                            "update-" + argument,
                            Duration.ZERO);
        } catch (BelayException notYet) {
            belay.runNow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestEnvironment environment() {
        var setup = TestEnvironment.builder();
        GoldenWorkflows.all().forEach(setup::workflow);
        return setup.activity(GoldenWorkflows.DO, GoldenRuns::perform)
                .activity(GoldenWorkflows.UNDO, (done, _) -> "undone " + done)
                .build();
    }

    private static String perform(String input, ActivityAttempt attempt) {
        if (input.equals("broken")) {
            var broken = ActivityException.permanent("broken", "the input is broken");
            // Where this was thrown would be most of the file.
            broken.setStackTrace(new StackTraceElement[0]);
            throw broken;
        }
        return "done " + input.substring(0, Math.min(input.length(), 60));
    }
}
