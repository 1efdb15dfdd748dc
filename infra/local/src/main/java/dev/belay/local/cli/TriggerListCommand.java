package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.triggers.TriggerService;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the triggers, by id.")
final class TriggerListCommand extends BelayCommand {
    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    int limit = 50;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where the page before ended.")
    @Nullable String cursor;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            TriggerService.Triggers page = runs.triggers().list(limit, cursor);
            if (options.json) {
                printJson(page);
            } else {
                table(page);
            }
            return Exit.OK;
        }
    }

    private void table(TriggerService.Triggers page) {
        if (page.triggers().isEmpty()) {
            print("no triggers");
            return;
        }
        print("%-32s  %-20s  %-8s  %s".formatted("TRIGGER", "SENDER", "STATE", "STARTS"));
        for (JsonNode trigger : page.triggers()) {
            print(
                    "%-32s  %-20s  %-8s  %s"
                            .formatted(
                                    trigger.path("id").asText(),
                                    trigger.path("sender").asText(),
                                    trigger.path("enabled").asBoolean() ? "enabled" : "disabled",
                                    trigger.path("workflow").asText()));
        }
        if (page.next() != null) {
            print("more with --cursor '%s'".formatted(page.next()));
        }
    }
}
