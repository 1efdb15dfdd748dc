package dev.belay.local.cli;

import dev.belay.api.runs.ReasonBody;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "terminate", description = "End a run by force: no cleanup runs.")
final class TerminateCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    @Nullable String reason;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            runs.terminate(argument.run, new ReasonBody(reason));
            if (!options.json) {
                print("run %s ends by force".formatted(argument.run));
            }
            return Exit.OK;
        }
    }
}
