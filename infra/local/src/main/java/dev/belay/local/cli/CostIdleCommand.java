package dev.belay.local.cli;

import dev.belay.local.cost.Idle;
import dev.belay.local.cost.Prices;
import dev.belay.local.cost.Receipt;
import dev.belay.stack.StackReader;
import dev.belay.stack.Template;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "idle",
        description = "Count what a deployed stack costs in a month in which nothing runs.")
final class CostIdleCommand extends BelayCommand {
    @Parameters(
            paramLabel = "TEMPLATE",
            defaultValue = "template.yaml",
            arity = "0..1",
            description = "The stack's template. Default: ${DEFAULT-VALUE}")
    Path template = Path.of("template.yaml");

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter that differs from its default, for example SystemProvisioned=2.")
    Map<String, String> parameters = Map.of();

    @Override
    public Integer call() {
        Receipt receipt;
        try {
            receipt = Idle.of(StackReader.read(Template.read(template, parameters)));
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
        Prices prices = Prices.load();
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("items", receipt.items());
            document.put("dollars", receipt.total());
            document.put("region", prices.region());
            document.put("asOf", prices.asOf());
            printJson(document);
            return Exit.OK;
        }
        for (Receipt.Item item : receipt.items()) {
            print(
                    "  %-22s %,16.2f %-12s $%8.2f"
                            .formatted(item.what(), item.count(), item.unit(), item.dollars()));
        }
        print("  %-52s $%8.2f".formatted("a month in which nothing runs", receipt.total()));
        print(
                "list prices of %s in %s, on demand, without free tiers; data at rest is not counted"
                        .formatted(prices.region(), prices.asOf()));
        return Exit.OK;
    }
}
