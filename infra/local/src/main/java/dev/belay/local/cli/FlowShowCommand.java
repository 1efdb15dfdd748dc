package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.local.access.Runs;
import dev.belay.local.flow.FlowDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Show the definition of a flow, as it was written.")
final class FlowShowCommand extends BelayCommand {
    @Mixin FlowArgument argument = new FlowArgument();

    @Option(
            names = "--version-of-flow",
            paramLabel = "VERSION",
            description = "Another version than the newest.")
    @Nullable String version;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            var flow = argument.flow(runs.flows(), new Workspace(options.workspace), version);
            if (options.json) {
                printJson(FlowDocument.of(flow));
            } else {
                print(flow.source().stripTrailing());
            }
            return Exit.OK;
        }
    }
}
