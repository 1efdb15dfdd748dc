package dev.belay.local.cli;

import dev.belay.local.access.Histories;
import dev.belay.local.access.Runs;
import dev.belay.local.cost.Prices;
import dev.belay.local.cost.Receipt;
import dev.belay.local.cost.Usage;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "cost",
        description = {
            "Count what a run would have cost on AWS: a receipt from its history.",
            "Counted without batching, so a busy system pays less."
        },
        subcommands = {CostModelCommand.class, CostIdleCommand.class})
final class CostCommand extends BelayCommand {
    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "A run id, or a workflow id whose newest run is meant.")
    @Nullable String run;

    @Override
    public Integer call() throws InterruptedException {
        String wanted = run;
        if (wanted == null) {
            throw usage("Missing required parameter: 'RUN'");
        }
        try (Runs runs = session().look()) {
            String runId = runs.describe(wanted).runId();
            Usage usage = Usage.of(Histories.read(runs, runId).batches());
            Prices prices = Prices.load();
            Receipt receipt = Receipt.of(usage, prices);
            if (options.json) {
                json(runId, usage, prices, receipt);
            } else {
                words(runId, usage, prices, receipt);
            }
            return Exit.OK;
        }
    }

    private void json(String runId, Usage usage, Prices prices, Receipt receipt) {
        var document = new LinkedHashMap<String, Object>();
        document.put("runId", runId);
        document.put("activities", usage.activities());
        document.put("localActivities", usage.localActivities());
        document.put("attempts", usage.attempts());
        document.put("timers", usage.timers());
        document.put("signals", usage.signals());
        document.put("children", usage.children());
        document.put("advances", usage.advances());
        document.put("messages", usage.messages());
        document.put("items", receipt.items());
        document.put("dollars", receipt.total());
        document.put("prices", prices);
        printJson(document);
    }

    private void words(String runId, Usage usage, Prices prices, Receipt receipt) {
        print(
                "run %s: %d activities in %d attempts, %d local activities, %d timers, %d signals, %d children, %d advances"
                        .formatted(
                                runId,
                                usage.activities(),
                                usage.attempts(),
                                usage.localActivities(),
                                usage.timers(),
                                usage.signals(),
                                usage.children(),
                                usage.advances()));
        for (Receipt.Item item : receipt.items()) {
            print(
                    "  %-9s %10s %-12s $%.8f"
                            .formatted(
                                    item.what(),
                                    item.count() == Math.rint(item.count())
                                            ? "%.0f".formatted(item.count())
                                            : "%.3f".formatted(item.count()),
                                    item.unit(),
                                    item.dollars()));
        }
        print("  total                            $%.8f".formatted(receipt.total()));
        print("  a million such runs              $%,.2f".formatted(receipt.total() * 1_000_000));
        print(
                "list prices of %s in %s; assumes %.0f ms of %.0f MB an advance and %.0f ms of %.0f MB an attempt"
                        .formatted(
                                prices.region(),
                                prices.asOf(),
                                prices.orchestrator().millis(),
                                prices.orchestrator().megabytes(),
                                prices.activity().millis(),
                                prices.activity().megabytes()));
    }
}
