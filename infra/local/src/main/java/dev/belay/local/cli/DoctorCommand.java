package dev.belay.local.cli;

import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.local.access.Runs;
import dev.belay.local.cli.Examination.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "List every open run with what it waits for, and what is wrong: of all workspaces,",
            "or of the one that --workspace names.",
            "Exits with 1 when something is wrong."
        })
final class DoctorCommand extends BelayCommand {
    private static final List<String> OPEN = List.of("scheduled", "running", "blocked");
    private static final int PAGE = 200;

    @Option(
            names = "--repair",
            description = "Wake every run that something is wrong with; this changes nothing else.")
    boolean repair;

    @Override
    public Integer call() throws InterruptedException {
        boolean up = session().server().isPresent() || options.backend == BackendKind.AWS;
        try (Runs runs = session().look()) {
            List<Finding> findings = examine(runs);
            List<Finding> sick =
                    findings.stream().filter(found -> !found.problems().isEmpty()).toList();
            if (repair) {
                sick.forEach(found -> runs.in(found.workspace()).wake(found.runId()));
            }
            if (options.json) {
                json(up, findings, sick);
            } else {
                words(up, findings, sick);
            }
            return sick.isEmpty() ? Exit.OK : Exit.FAILED;
        }
    }

    private List<Finding> examine(Runs runs) throws InterruptedException {
        boolean one = spec().commandLine().getParseResult().hasMatchedOption("--workspace");
        var findings = new ArrayList<Finding>();
        @Nullable String cursor = null;
        do {
            RunPage page =
                    one
                            ? runs.list(RunFilter.all(PAGE).withStatuses(OPEN).after(cursor))
                            : runs.openRuns(PAGE, cursor);
            for (RunView run : page.runs()) {
                findings.add(Examination.of(runs.in(run.workspace()), run, Instant.now()));
            }
            cursor = page.next();
        } while (cursor != null);
        return findings;
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
                    "%s/%s  %s  %s (%s)"
                            .formatted(
                                    found.workspace(),
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
