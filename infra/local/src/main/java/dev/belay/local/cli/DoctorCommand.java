package dev.belay.local.cli;

import dev.belay.api.RunFilter;
import dev.belay.api.RunPage;
import dev.belay.api.RunView;
import dev.belay.core.machine.RunState;
import dev.belay.core.model.RunStatus;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Runs;
import dev.belay.local.words.Durations;
import dev.belay.local.words.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "List every open run with what it waits for, and what is wrong.",
            "Exits with 1 when something is wrong."
        })
final class DoctorCommand extends BelayCommand {
    private static final List<String> OPEN = List.of("scheduled", "running", "blocked");
    private static final int PAGE = 200;

    @Option(
            names = "--repair",
            description = "Wake every run that something is wrong with; this changes nothing else.")
    boolean repair;

    /// @param problems empty where all is well
    record Finding(
            String runId,
            String workflowId,
            String workflow,
            RunStatus status,
            List<String> waitsFor,
            List<String> problems) {}

    @Override
    public Integer call() throws InterruptedException {
        boolean up = session().server().isPresent();
        try (Runs runs = session().look()) {
            List<Finding> findings = examine(runs);
            List<Finding> sick =
                    findings.stream().filter(found -> !found.problems().isEmpty()).toList();
            if (repair) {
                sick.forEach(found -> runs.wake(found.runId()));
            }
            if (options.json) {
                json(up, findings, sick);
            } else {
                words(up, findings, sick);
            }
            return sick.isEmpty() ? Exit.OK : Exit.FAILED;
        }
    }

    private static List<Finding> examine(Runs runs) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        RunFilter filter = RunFilter.all(PAGE).withStatuses(OPEN);
        while (true) {
            RunPage page = runs.list(filter);
            for (RunView run : page.runs()) {
                findings.add(examine(runs, run));
            }
            if (page.next() == null) {
                return findings;
            }
            filter = filter.after(page.next());
        }
    }

    private static Finding examine(Runs runs, RunView run) throws InterruptedException {
        Instant now = Instant.now();
        RunState state = Histories.read(runs, run.runId()).state();
        var waits = new ArrayList<String>();
        var problems = new ArrayList<String>();
        if (!state.exists()) {
            waits.add("its first advance");
            if (run.status() != RunStatus.BLOCKED
                    && run.startedAt().plus(Waits.PATIENCE).isBefore(now)) {
                problems.add("it has not begun");
            }
        } else {
            for (Waits.Wait wait : Waits.of(state, now)) {
                waits.add(wait.text());
                if (wait.overdue() != null) {
                    problems.add(
                            "overdue by %s: %s"
                                    .formatted(
                                            Durations.text(Duration.between(wait.overdue(), now)),
                                            wait.text()));
                }
            }
        }
        if (run.status() == RunStatus.BLOCKED) {
            problems.add("blocked: " + run.reason());
        }
        return new Finding(
                run.runId(), run.workflowId(), run.workflow(), run.status(), waits, problems);
    }

    private void json(boolean up, List<Finding> findings, List<Finding> sick) {
        var document = new LinkedHashMap<String, Object>();
        document.put("up", up);
        document.put("open", findings.size());
        document.put("wrong", sick.size());
        document.put("woken", repair ? sick.size() : 0);
        document.put("runs", findings);
        printJson(document);
    }

    private void words(boolean up, List<Finding> findings, List<Finding> sick) {
        for (Finding found : findings) {
            print(
                    "%s  %s  %s (%s)"
                            .formatted(
                                    found.runId(),
                                    found.status(),
                                    found.workflow(),
                                    found.workflowId()));
            found.waitsFor().forEach(wait -> print("    waits for %s".formatted(wait)));
            found.problems().forEach(problem -> print("    WRONG     %s".formatted(problem)));
        }
        print(
                "%d open runs, %s%s"
                        .formatted(
                                findings.size(),
                                sick.isEmpty()
                                        ? "nothing wrong"
                                        : "something wrong with " + sick.size(),
                                repair ? ", all of those woken" : ""));
        if (!up && !findings.isEmpty()) {
            print(
                    "no system is up on %s: nothing goes on until 'belay up'"
                            .formatted(options.data));
        }
    }
}
