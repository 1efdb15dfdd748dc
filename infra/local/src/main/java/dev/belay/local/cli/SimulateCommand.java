package dev.belay.local.cli;

import dev.belay.testkit.simulation.Campaign;
import dev.belay.testkit.simulation.Coverage;
import dev.belay.testkit.simulation.Simulation;
import dev.belay.testkit.simulation.SimulationFailure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description = {
            "Run the engine in simulated worlds where everything goes wrong, one world per seed.",
            "Services lose answers, hosts die and freeze, messages come twice, late and out of order;",
            "after every step it is checked that no promise is broken. Nothing is stored.",
        })
final class SimulateCommand extends BelayCommand {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds. Default: ${DEFAULT-VALUE}.")
    long seeds = 10_000;

    @Option(
            names = "--first",
            paramLabel = "SEED",
            description = "The first of them. Default: ${DEFAULT-VALUE}.")
    long first = 1;

    @Option(
            names = "--workers",
            paramLabel = "K",
            description = "Seeds at once. Default: the number of processors.")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "One seed alone: what happens in its world, step by step.")
    @Nullable Long seed;

    @Option(
            names = "--suspend-always",
            description = "Hosts forget every run as soon as it waits, and replay it each time.")
    boolean suspendAlways;

    @Option(
            names = "--failures",
            paramLabel = "N",
            description = "Stop after so many seeds that fail. Default: ${DEFAULT-VALUE}.")
    int failuresMax = 3;

    @Override
    public Integer call() throws Exception {
        if (seeds < 1 || workers < 1 || failuresMax < 1) {
            throw usage("--seeds, --workers and --failures must be 1 or more");
        }
        var how =
                suspendAlways
                        ? Simulation.Options.DEFAULT.withSuspendAlways()
                        : Simulation.Options.DEFAULT;
        return seed == null ? campaign(how) : one(seed, how);
    }

    private int one(long number, Simulation.Options how) {
        var simulation = Simulation.of(number, how);
        try {
            simulation.run();
        } catch (SimulationFailure failure) {
            print(String.valueOf(failure.getMessage()));
            return Exit.FAILED;
        }
        simulation.trace().forEach(this::print);
        print("seed %d keeps every promise".formatted(number));
        return Exit.OK;
    }

    private int campaign(Simulation.Options how) throws InterruptedException {
        var report =
                new Campaign(how, workers, failuresMax)
                        .run(
                                first,
                                seeds,
                                done -> {
                                    if (options.verbose) {
                                        spec().commandLine().getErr().println(done + " seeds");
                                    }
                                });
        if (options.json) {
            printJson(json(report));
        } else {
            tell(report);
        }
        return report.failures().isEmpty() ? Exit.OK : Exit.FAILED;
    }

    private static Map<String, Object> json(Campaign.Report report) {
        Coverage coverage = report.coverage();
        var json = new LinkedHashMap<String, Object>();
        json.put("seeds", report.runs());
        json.put("failed", report.failures().stream().map(SimulationFailure::seed).toList());
        json.put("perCpuSecond", Math.round(report.runsPerCpuSecond()));
        json.put("faults", coverage.faults());
        json.put("events", coverage.events());
        json.put("meetings", coverage.meetings());
        json.put("unreached", coverage.unreached());
        return json;
    }

    private void tell(Campaign.Report report) {
        report.failures().forEach(failure -> print(String.valueOf(failure.getMessage())));
        Coverage coverage = report.coverage();
        print("FAULTS");
        coverage.faults().forEach(this::row);
        print("EVENTS");
        coverage.events().forEach(this::row);
        long met = coverage.meetings().values().stream().filter(count -> count > 0).count();
        print(
                "%d of %d pairs of a message and the state of what it is about were reached"
                        .formatted(met, coverage.meetings().size()));
        print("UNREACHED");
        coverage.unreached().forEach(name -> print("  " + name));
        print(
                String.format(
                        Locale.ROOT,
                        "%,d seeds, %d failed, %,.0f per second of processor time",
                        report.runs(),
                        report.failures().size(),
                        report.runsPerCpuSecond()));
    }

    private void row(String name, long count) {
        print(String.format(Locale.ROOT, "  %-28s %,12d", name, count));
    }
}
