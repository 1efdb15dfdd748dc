package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.definition.version.FlowDiff;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "Tell, task by task, how a file differs from what is published.",
        footer = {"", "Exits with 1 when they differ."})
final class FlowDiffCommand extends BelayCommand {
    @Parameters(paramLabel = "FILE", description = "The definition in YAML or JSON.")
    String file = "";

    @Option(
            names = "--with",
            paramLabel = "VERSION",
            description = "Another published version than the newest.")
    @Nullable String version;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            FlowStore store = runs.flows();
            Plan plan = FlowFile.read(file).compile().plan();
            var argument = new FlowArgument();
            argument.workflow = plan.workflow();
            var published = argument.flow(store, new Workspace(options.workspace), version);
            var diff = FlowDiff.between(published.read().definition(), plan.definition());
            if (options.json) {
                printJson(diff);
            } else {
                print(diff.toString());
            }
            return diff.changes().isEmpty() ? Exit.OK : Exit.FAILED;
        }
    }
}
