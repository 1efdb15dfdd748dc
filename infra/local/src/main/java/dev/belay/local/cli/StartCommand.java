package dev.belay.local.cli;

import dev.belay.api.runs.StartedRun;
import dev.belay.local.access.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description = {
            "Start a run and return at once.",
            "Where no system is up, the run begins when one is."
        })
final class StartCommand extends BelayCommand {
    @Mixin StartOptions start = new StartOptions();

    @Override
    public Integer call() {
        boolean up = session().server().isPresent();
        try (Runs runs = up ? session().look() : session().leave()) {
            StartedRun started = runs.start(start.body(this));
            if (options.json) {
                printJson(started);
            } else {
                print(
                        "%s run %s of %s (workflow id %s)"
                                .formatted(
                                        started.existing() ? "found" : "started",
                                        started.runId(),
                                        start.workflow,
                                        started.workflowId()));
                if (!up) {
                    print(
                            "no system is up on %s; 'belay up' lets the run begin"
                                    .formatted(options.data));
                }
            }
            return Exit.OK;
        }
    }
}
