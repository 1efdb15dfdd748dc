package dev.belay.local.cli;

import dev.belay.api.triggers.DeliveryView;
import dev.belay.api.triggers.TriggerService;
import dev.belay.local.access.Runs;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "inbox", description = "What came lately, newest first, and what became of it.")
final class TriggerInboxCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    int limit = 20;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where the page before ended.")
    @Nullable String cursor;

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            TriggerService.Deliveries page = runs.triggers().deliveries(argument.id, limit, cursor);
            if (options.json) {
                printJson(page);
            } else {
                table(page);
            }
            return Exit.OK;
        }
    }

    private void table(TriggerService.Deliveries page) {
        if (page.deliveries().isEmpty()) {
            print("nothing came yet");
            return;
        }
        for (DeliveryView line : page.deliveries()) {
            print("%s  %s".formatted(line.receivedAt(), words(line)));
            if (line.repeatable()) {
                print("    line %s, delivery %s".formatted(line.id(), line.deliveryId()));
            }
        }
        if (page.next() != null) {
            print("more with --cursor '%s'".formatted(page.next()));
        }
    }

    static String words(DeliveryView line) {
        String type = line.type().isEmpty() ? "" : line.type() + ": ";
        return type + words(line.result());
    }

    static String words(DeliveryView.Result result) {
        return Stream.of(result.status(), result.run(), result.why())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("  "));
    }
}
