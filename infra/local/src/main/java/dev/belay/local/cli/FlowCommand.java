package dev.belay.local.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "flow",
        description = "Flows: workflows that are definitions in YAML or JSON.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            FlowValidateCommand.class,
            FlowPublishCommand.class,
            FlowListCommand.class,
            FlowShowCommand.class,
            FlowVersionsCommand.class,
            FlowDiffCommand.class,
            FlowDisableCommand.class,
            FlowEnableCommand.class,
        })
final class FlowCommand implements Callable<Integer> {
    // Set before the command is called.
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return Exit.USAGE;
    }
}
