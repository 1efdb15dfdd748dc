package dev.belay.local.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "trigger",
        description = "Triggers: what starts runs by webhooks and events.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TriggerCreateCommand.class,
            TriggerListCommand.class,
            TriggerShowCommand.class,
            TriggerInboxCommand.class,
            TriggerRedeliverCommand.class,
            TriggerDisableCommand.class,
            TriggerEnableCommand.class,
            TriggerRotateCommand.class,
            TriggerDeleteCommand.class,
        })
final class TriggerCommand implements Callable<Integer> {
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
