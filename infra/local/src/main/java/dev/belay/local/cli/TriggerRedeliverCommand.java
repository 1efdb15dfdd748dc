package dev.belay.local.cli;

import dev.belay.api.triggers.DeliveryView;
import dev.belay.local.access.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "redeliver",
        description = {
            "Deliver a line of the inbox again, with the trigger as it is now.",
            "Exits with 1 when it was refused."
        })
final class TriggerRedeliverCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    @Parameters(index = "1", paramLabel = "LINE", description = "The line's id in the inbox.")
    String line = "";

    @Override
    public Integer call() {
        boolean up = session().server().isPresent();
        try (Runs runs = session().look()) {
            DeliveryView.Result result = runs.triggers().redeliver(argument.id, line);
            if (options.json) {
                printJson(result);
            } else {
                print(TriggerInboxCommand.words(result));
                if (!up && result.run() != null) {
                    print(
                            "no system is up on %s; 'belay up' lets the run begin"
                                    .formatted(options.data));
                }
            }
            return result.status().equals("refused") ? Exit.FAILED : Exit.OK;
        }
    }
}
