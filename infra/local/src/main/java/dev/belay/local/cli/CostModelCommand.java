package dev.belay.local.cli;

import dev.belay.core.model.Lane;
import dev.belay.local.cost.CostModel;
import dev.belay.local.cost.Prices;
import dev.belay.local.cost.Receipt;
import dev.belay.local.cost.Rival;
import dev.belay.local.cost.Target;
import dev.belay.local.cost.Workload;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "model",
        description = {
            "Plan a bill: what runs of one shape would cost on AWS, and what others publish for it.",
            "Counted as 'belay cost RUN' counts, at the list prices that come with this build."
        })
final class CostModelCommand extends BelayCommand {
    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Runs. Default: ${DEFAULT-VALUE}")
    long runs = 1_000_000;

    @Option(
            names = "--activities",
            paramLabel = "N",
            defaultValue = "0",
            description = "Activities of each run.")
    int activities;

    @Option(
            names = "--local-activities",
            paramLabel = "N",
            defaultValue = "0",
            description = "Local activities of each run.")
    int localActivities;

    @Option(
            names = "--waits",
            paramLabel = "N",
            defaultValue = "0",
            description = "Waits of each run.")
    int waits;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "How long each wait is. Default: ${DEFAULT-VALUE}")
    String wait = "7d";

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Activities that a run asks for side by side, up to 10. Default: ${DEFAULT-VALUE}")
    int batch = 1;

    @Option(
            names = "--lane",
            paramLabel = "LANE",
            defaultValue = "system",
            description =
                    "The lane. It changes when work is done, not what it costs. Default: ${DEFAULT-VALUE}")
    String lane = "system";

    @Override
    public Integer call() {
        Workload workload = workload();
        Prices prices = Prices.load();
        Receipt receipt = CostModel.of(workload, prices);
        List<Target> targets = Target.all(prices);
        if (options.json) {
            json(workload, prices, receipt, targets);
        } else {
            words(workload, prices, receipt, targets);
        }
        return targets.stream().allMatch(Target::isMet) ? Exit.OK : Exit.FAILED;
    }

    private Workload workload() {
        try {
            return new Workload(runs, activities, localActivities, waits, duration(), batch);
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    private Duration duration() {
        String upper = wait.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
        } catch (DateTimeException _) {
            throw usage("--wait is '%s', expected one like 7d, 12h or 30m".formatted(wait));
        }
    }

    private void json(Workload workload, Prices prices, Receipt receipt, List<Target> targets) {
        var document = new LinkedHashMap<String, Object>();
        document.put("workload", workload);
        document.put("lane", new Lane(lane).name());
        document.put("items", receipt.items());
        document.put("dollars", receipt.total());
        document.put("rivals", Rival.all().stream().map(rival -> rival(rival, workload)).toList());
        document.put("targets", targets);
        document.put("prices", prices);
        printJson(document);
    }

    private static Map<String, Object> rival(Rival rival, Workload workload) {
        var one = new LinkedHashMap<String, Object>();
        one.put("name", rival.name());
        one.put("units", Rival.units(workload));
        one.put("unit", rival.unit());
        one.put("price", rival.price());
        one.put("dollars", rival.dollars(workload));
        one.put("source", rival.source());
        one.put("asOf", rival.asOf());
        return one;
    }

    private void words(Workload workload, Prices prices, Receipt receipt, List<Target> targets) {
        print(
                "%,d runs in the lane %s, each with %,d activities (%d side by side), %,d local activities, %,d waits of %s"
                        .formatted(
                                workload.runs(),
                                new Lane(lane).name(),
                                workload.activities(),
                                workload.sideBySide(),
                                workload.localActivities(),
                                workload.waits(),
                                wait));
        for (Receipt.Item item : receipt.items()) {
            print(
                    "  %-9s %,20.0f %-12s $%,14.2f"
                            .formatted(item.what(), item.count(), item.unit(), item.dollars()));
        }
        print("  %-43s $%,14.2f".formatted("Belay, functions included", receipt.total()));
        print(
                "what others publish, without functions or workers, for %,d of what they count:"
                        .formatted(Rival.units(workload)));
        for (Rival rival : Rival.all()) {
            print(
                    "  %-25s %-17s $%,14.2f  at $%.2f a million, %s, %s"
                            .formatted(
                                    rival.name(),
                                    rival.unit() + "s",
                                    rival.dollars(workload),
                                    rival.price() * 1_000_000,
                                    rival.source(),
                                    rival.asOf()));
        }
        print("what one more makes of it, a million times:");
        for (Target target : targets) {
            print(
                    "  %-30s $%5.2f of $%5.2f %s"
                            .formatted(
                                    target.what(),
                                    target.dollars(),
                                    target.most(),
                                    target.isMet() ? "" : "TOO MUCH"));
        }
        print(
                "list prices of %s in %s, on demand, without free tiers; assumes %.0f ms of %.0f MB an advance and %.0f ms of %.0f MB an attempt"
                        .formatted(
                                prices.region(),
                                prices.asOf(),
                                prices.orchestrator().millis(),
                                prices.orchestrator().megabytes(),
                                prices.activity().millis(),
                                prices.activity().megabytes()));
    }
}
