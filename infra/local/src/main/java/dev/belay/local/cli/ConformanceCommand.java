package dev.belay.local.cli;

import dev.belay.local.conformance.Conformance;
import dev.belay.local.conformance.Conformance.Keeping;
import dev.belay.local.conformance.Conformance.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "conformance",
        description = {
            "Run Gherkin scenarios of the flow language, such as the specification's own.",
            "They run in memory and on a virtual time; the public services that the specification's "
                    + "scenarios call are stubs in this process."
        },
        footer = {"", "Exits with 1 when a scenario failed."})
final class ConformanceCommand extends BelayCommand {
    @Parameters(paramLabel = "DIR", description = "Where the .feature files are, or one of them.")
    Path features = Path.of("");

    @Option(
            names = "--runs",
            paramLabel = "HOW",
            defaultValue = "warm",
            description =
                    "How runs that wait are kept: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    Keeping keeping = Keeping.WARM;

    @Override
    public Integer call() {
        var outcomes = new ArrayList<Outcome>();
        Conformance.run(
                features,
                keeping,
                outcome -> {
                    outcomes.add(outcome);
                    if (!options.json) {
                        tell(outcome);
                    }
                });
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("passed", outcomes.size() - failed);
            document.put("failed", failed);
            document.put("scenarios", outcomes);
            printJson(document);
        } else {
            print("%d passed, %d failed".formatted(outcomes.size() - failed, failed));
        }
        return failed == 0 ? Exit.OK : Exit.FAILED;
    }

    private void tell(Outcome outcome) {
        print(
                "%s  %s:%d  %s"
                        .formatted(
                                outcome.passed() ? "passed" : "FAILED",
                                outcome.file(),
                                outcome.line(),
                                outcome.scenario()));
        outcome.why().lines().forEach(line -> print("        " + line));
    }
}
