package dev.belay.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A schedule as it is given on the command line: a file, or option by option.
final class ScheduleDefinitionOptions {
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The whole schedule, in YAML or JSON; instead of the other options.")
    @Nullable Path file;

    @Option(names = "--workflow", paramLabel = "NAME", description = "What to start.")
    @Nullable String workflow;

    @Option(names = "--input", paramLabel = "JSON|@FILE", description = "What each run is given.")
    @Nullable String input;

    @Option(names = "--lane", paramLabel = "LANE", description = "The runs' lane.")
    @Nullable String lane;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long each run may be open.")
    @Nullable String timeout;

    @Option(
            names = "--cron",
            paramLabel = "EXPRESSION",
            description = "Five fields, or six with seconds first; repeatable.")
    @Nullable List<String> cron;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "For example PT10M or P1D; repeatable.")
    @Nullable List<String> every;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            description = "So long after the end of the run before.")
    @Nullable String after;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "For example 2026-12-24T18:00; repeatable.")
    @Nullable List<String> at;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "For example Europe/Berlin. Default: UTC")
    @Nullable String timeZone;

    @Option(names = "--start", paramLabel = "TIME", description = "Nothing is due before.")
    @Nullable String start;

    @Option(names = "--end", paramLabel = "TIME", description = "Nothing is due after.")
    @Nullable String end;

    @Option(names = "--jitter", paramLabel = "DURATION", description = "Begin up to so much later.")
    @Nullable String jitter;

    @Option(
            names = "--overlap",
            paramLabel = "POLICY",
            description =
                    "While a run is open: skip, buffer-one, buffer-all, cancel-other, "
                            + "terminate-other, allow-all. Default: skip")
    @Nullable String overlap;

    @Option(
            names = "--catch-up",
            paramLabel = "POLICY",
            description = "After an outage: skip, latest, all. Default: latest")
    @Nullable String catchUp;

    @Option(
            names = "--catch-up-window",
            paramLabel = "DURATION",
            description = "How late is too late. Default: P1D")
    @Nullable String catchUpWindow;

    @Option(names = "--pause-on-failure", description = "Pause when a run fails.")
    boolean pauseOnFailure;

    @Option(names = "--runs-max", paramLabel = "COUNT", description = "End after so many runs.")
    @Nullable Integer runsMax;

    ScheduleDefinition definition(BelayCommand command) {
        if (file != null) {
            if (workflow != null) {
                throw command.usage("--file and --workflow exclude each other");
            }
            return ScheduleReader.read(contents(command, file));
        }
        var document = new LinkedHashMap<String, Object>();
        put(document, "workflow", workflow);
        JsonNode given = command.value("--input", input);
        put(document, "input", given == null ? null : YAML.convertValue(given, Object.class));
        put(document, "lane", lane);
        put(document, "timeout", timeout);
        put(document, "when", when());
        put(document, "overlap", overlap);
        put(document, "catchUp", catchUp);
        put(document, "catchUpWindow", catchUpWindow);
        put(document, "pauseOnFailure", pauseOnFailure);
        put(document, "runsMax", runsMax);
        return ScheduleReader.read(document);
    }

    private Map<String, Object> when() {
        var when = new LinkedHashMap<String, Object>();
        put(when, "cron", cron);
        put(when, "every", every);
        put(when, "after", after);
        put(when, "at", at);
        put(when, "timeZone", timeZone);
        put(when, "start", start);
        put(when, "end", end);
        put(when, "jitter", jitter);
        return when;
    }

    private static void put(Map<String, Object> document, String field, @Nullable Object value) {
        if (value != null) {
            document.put(field, value);
        }
    }

    private static @Nullable Object contents(BelayCommand command, Path file) {
        try {
            return YAML.readValue(Files.readString(file), Object.class);
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw command.usage(
                    "--file: %s is neither YAML nor JSON%s"
                            .formatted(
                                    file,
                                    location == null
                                            ? ""
                                            : ", from line %d, column %d"
                                                    .formatted(
                                                            location.getLineNr(),
                                                            location.getColumnNr())));
        } catch (IOException e) {
            throw command.usage("--file: the file %s cannot be read".formatted(file));
        }
    }
}
