package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.Runs;
import dev.belay.webhook.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "delete",
        description = {
            "Take a trigger away; its runs go on. A secret of its own name goes with it, one that",
            "has another name stays."
        })
final class TriggerDeleteCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            JsonNode trigger = runs.triggers().describe(argument.id);
            runs.triggers().remove(argument.id);
            String secret = trigger.path("secrets").path(Trigger.SIGNING).asText();
            if (secret.equals(argument.id)) {
                Session.secrets(options.data).remove(new Workspace(options.workspace), secret);
            }
            print("trigger %s is gone".formatted(argument.id));
            return Exit.OK;
        }
    }
}
