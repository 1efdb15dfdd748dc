package dev.belay.local.cli;

import dev.belay.local.bench.Bench;
import dev.belay.local.bench.Measure;
import dev.belay.local.bench.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = {
            "Measure this machine: what a durable activity costs in time, processor, disk, memory.",
            "Stores are made under .belay/bench and deleted again.",
            "",
            "W1  1,000 runs of ten activities, 100 at once    W2  one run of up to 10,000 activities",
            "W3  1,000 activities at once, joined             W4  one run of one activity, alone",
            "W5  1,000 runs that sleep two seconds            W6  killed in the middle of W1",
            "W7  memory, and time to start                    W8  webhook deliveries, 200/s and 500 at once",
            "W10 what a flow's actions cost",
            "lanes: what a burst of 5,000 automation runs does to everybody else"
        })
final class BenchCommand extends BelayCommand {
    private static final double QUICK = 0.1;

    @Parameters(
            paramLabel = "WORKLOAD",
            arity = "0..*",
            description = "W1 to W10, lanes. Default: all of them.")
    List<String> workloads = List.of();

    @Option(names = "--quick", description = "A tenth of the work: sooner, and less to rely on.")
    boolean quick;

    @Override
    public Integer call() throws Exception {
        List<String> wanted =
                workloads.isEmpty()
                        ? Workloads.names()
                        : workloads.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
        for (String name : wanted) {
            if (!Workloads.names().contains(name)) {
                throw usage(
                        "there is no workload '%s', only %s".formatted(name, Workloads.names()));
            }
        }
        var bench = bench(options.backend, quick ? QUICK : 1, this::progress);
        if (!options.json) {
            print(
                    "%-5s %-56s %12s %-13s %12s  %-4s %s"
                            .formatted(
                                    "",
                                    "MEASURE",
                                    "MEASURED",
                                    "UNIT",
                                    "TARGET",
                                    "MET",
                                    "DURABILITY"));
        }
        for (String name : wanted) {
            Workloads.run(name, bench).forEach(this::tell);
            if (!options.json) {
                Workloads.plot(name, bench).ifPresent(file -> print("plot: " + file));
            }
        }
        return Exit.OK;
    }

    static Bench bench(BackendKind kind, double scale, Consumer<String> progress) {
        return new Bench(
                kind.toString(),
                kind != BackendKind.MEMORY,
                kind::open,
                Path.of(".belay", "bench"),
                scale,
                progress);
    }

    private void progress(String line) {
        if (options.verbose) {
            spec().commandLine().getErr().println(line);
        }
    }

    private void tell(Measure measure) {
        if (options.json) {
            print(measure.toJson());
            return;
        }
        print(
                "%-5s %-56s %12s %-13s %12s  %-4s %s"
                        .formatted(
                                measure.workload(),
                                measure.measure(),
                                number(measure.value()),
                                measure.unit(),
                                switch (measure.better()) {
                                    case NEITHER -> "";
                                    case LOWER -> "<= " + number(measure.target());
                                    case HIGHER -> ">= " + number(measure.target());
                                },
                                met(measure),
                                measure.durability()));
    }

    private static String met(Measure measure) {
        return switch (measure.better()) {
            case NEITHER -> "";
            case LOWER, HIGHER -> measure.isMet() ? "yes" : "NO";
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) || value >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
