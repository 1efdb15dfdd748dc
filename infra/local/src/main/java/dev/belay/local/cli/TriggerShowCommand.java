package dev.belay.local.cli;

import dev.belay.local.access.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "Show a trigger as JSON, with the names of its secrets, never the secrets.")
final class TriggerShowCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            printJson(runs.triggers().describe(argument.id));
            return Exit.OK;
        }
    }
}
