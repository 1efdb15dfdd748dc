package dev.belay.local.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "secret",
        description = {
            "Secrets: what deliveries are verified with, and requests of flows refer to.",
            "Files of the data directory that nobody but you can read; none is ever printed."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SecretSetCommand.class,
            SecretListCommand.class,
            SecretDeleteCommand.class,
        })
final class SecretCommand implements Callable<Integer> {
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
