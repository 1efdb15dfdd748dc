package dev.belay.local.cli;

import dev.belay.local.access.Runs;
import picocli.CommandLine.Mixin;

/// Lets deliveries start runs, or not.
abstract class TriggerSwitchCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    final Integer turn(boolean enabled) {
        try (Runs runs = session().look()) {
            runs.triggers().enable(argument.id, enabled);
            print("trigger %s is %s".formatted(argument.id, enabled ? "enabled" : "disabled"));
            return Exit.OK;
        }
    }
}
