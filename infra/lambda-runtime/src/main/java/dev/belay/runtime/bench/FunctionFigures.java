package dev.belay.runtime.bench;

import dev.belay.runtime.EventSourceMapping;
import dev.belay.runtime.FunctionSettings;
import dev.belay.runtime.Launch;
import dev.belay.runtime.LocalFunction;
import dev.belay.runtime.installation.Archives;
import dev.belay.runtime.installation.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Prints what the packaged orchestrator takes: a table of figures with their targets, which are
/// those of a native build.
///
/// Its runs go through DynamoDB Local and ElasticMQ. The processor time is all of the process: the
/// decision, the AWS clients (their JSON, their signatures, their connections without TLS) and the
/// runtime API; waiting for answers takes none.
public final class FunctionFigures {
    private static final int STARTS = 20;
    private static final int WARM_UP = 200;
    private static final int TASKS = 1_000;
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private FunctionFigures() {}

    /// @param arguments the directory of the project
    public static void main(String... arguments) throws Exception {
        Path directory = Files.createTempDirectory("belay-figures");
        try {
            measure(Archives.of(Path.of(arguments[0])).orchestrator(), directory);
        } finally {
            delete(directory);
        }
    }

    private static void measure(Path archive, Path directory) throws Exception {
        var launch = Launch.of(archive, directory.resolve("orchestrator"));
        System.out.printf(
                "| orchestrator, %s | target | measured | met |%n|---|---|---|---|%n",
                Launch.isNative(archive) ? "native" : "JVM");
        print("archive, zipped", 20, Files.size(archive) / MEGABYTE, "MB");
        try (var cloud =
                LocalCloud.start(
                        List.of(Tasks.WORKFLOW_TASKS, Tasks.ACTIVITY_TASKS),
                        Duration.ofMinutes(1))) {
            var settings = settings(launch, cloud, directory.resolve("log"));
            Duration start = new Starts(settings).of(STARTS);
            print("process start to first event asked for, median", 20, millis(start), "ms");
            tasks(cloud, settings);
        }
    }

    private static void tasks(LocalCloud cloud, FunctionSettings settings) throws Exception {
        var source =
                new EventSourceMapping.Settings(
                        LocalCloud.NAME + "-" + Tasks.WORKFLOW_TASKS, 1, Duration.ZERO, 1);
        try (var function = new LocalFunction(settings);
                var _ = EventSourceMapping.start(cloud.sqs(), source, function);
                var tasks = new Tasks(cloud)) {
            tasks.perform(WARM_UP);
            ProcessHandle process = function.processes().getFirst();
            var before = Footprint.of(process);
            tasks.perform(TASKS);
            var after = Footprint.of(process);
            Duration used = after.processorTime().minus(before.processorTime());
            print(
                    "resident after %,d workflow tasks".formatted(WARM_UP + TASKS),
                    64,
                    after.residentKilobytes() / 1024.0,
                    "MB");
            print(
                    "processor time per warm workflow task of one activity",
                    0.5,
                    millis(used) / TASKS,
                    "ms");
        }
    }

    private static FunctionSettings settings(Launch launch, LocalCloud cloud, Path log) {
        var variables = new LinkedHashMap<>(cloud.environment());
        variables.put("QUARKUS_FUNQY_EXPORT", "orchestrator");
        return FunctionSettings.of("orchestrator", launch, log).withEnvironment(variables);
    }

    private static void print(String what, double target, double measured, String unit) {
        System.out.printf(
                Locale.ROOT,
                "| %s | ≤ %s %s | %s %s | %s |%n",
                what,
                number(target),
                unit,
                number(measured),
                unit,
                measured <= target ? "yes" : "no");
    }

    private static String number(double value) {
        return value >= 10
                ? "%.0f".formatted(value)
                : value >= 1 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
