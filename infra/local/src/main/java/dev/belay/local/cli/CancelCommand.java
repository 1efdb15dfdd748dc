package dev.belay.local.cli;

import dev.belay.api.runs.ReasonBody;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "cancel", description = "Ask a run to end, and to clean up after itself.")
final class CancelCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    @Nullable String reason;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            runs.cancel(argument.run, new ReasonBody(reason));
            if (!options.json) {
                print("run %s is asked to cancel".formatted(argument.run));
            }
            return Exit.OK;
        }
    }
}
