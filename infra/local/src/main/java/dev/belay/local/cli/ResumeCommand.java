package dev.belay.local.cli;

import dev.belay.api.runs.ResumeBody;
import dev.belay.api.runs.ResumePreview;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.client.RunRepair.Step;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description = {
            "Let a closed run go on: a new run of the same workflow id takes over its history up to a",
            "step, and does that step once more. What was done before is not done again."
        })
final class ResumeCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Option(
            names = "--step",
            paramLabel = "NUMBER",
            description =
                    "The activity or child to do once more, as 'history' numbers it. Default: the one that failed the run; where none did, the point where the run ended.")
    @Nullable Integer step;

    @Option(
            names = "--newest",
            description =
                    "Go on with the newest version of the workflow instead of the run's own. Code that no longer matches the history blocks the run, with the reason.")
    boolean newest;

    @Option(names = "--preview", description = "Only say what would be done.")
    boolean preview;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            ResumePreview plan = runs.previewResume(argument.run, step);
            if (preview) {
                tell(plan);
                return Exit.OK;
            }
            StartedRun started = runs.resume(argument.run, new ResumeBody(step, newest));
            if (options.json) {
                print(Json.write(started));
                return Exit.OK;
            }
            tell(plan);
            print("run %s goes on as %s".formatted(argument.run, started.runId()));
            return Exit.OK;
        }
    }

    private void tell(ResumePreview plan) {
        if (options.json) {
            print(Json.write(plan));
            return;
        }
        print("%d done before, and not done again".formatted(plan.kept()));
        tell("done once more", plan.again());
        tell("had no outcome, and is done once more", plan.inFlight());
        tell("was done after that, and the new run does not know of it", plan.forgotten());
    }

    private void tell(String what, List<Step> steps) {
        if (!steps.isEmpty()) {
            print(
                    "%s: %s"
                            .formatted(
                                    what,
                                    steps.stream()
                                            .map(each ->
                                                    "#%d %s".formatted(each.command(), each.name()))
                                            .collect(Collectors.joining(", "))));
        }
    }
}
