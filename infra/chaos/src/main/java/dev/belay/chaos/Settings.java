package dev.belay.chaos;

import dev.belay.embedded.EmbeddedOptions;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a host in a process of its own is told: `name=value` on its command line.
final class Settings {
    private static final long MIB = 1024 * 1024;

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    static Settings embedded(Path store, Path notes) {
        return new Settings(Map.of()).with("store", store).with("notes", notes);
    }

    static Settings emulated(URI dynamoDb, URI sqs, Path notes) {
        return new Settings(Map.of())
                .with("dynamodb", dynamoDb)
                .with("sqs", sqs)
                .with("notes", notes)
                .with("visibility", Duration.ofSeconds(4));
    }

    static Settings parse(String... arguments) {
        var values = new LinkedHashMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Settings(values);
    }

    Settings with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new Settings(more);
    }

    /// Starts runs until [Notes#enough], and sees them all to their end.
    ///
    /// @param callers who each see one run through at a time
    /// @param host from 0: of the plan's numbers it has those that are its own modulo `hosts`
    Settings withLoad(int callers, int host, int hosts) {
        return with("callers", callers).with("host", host).with("hosts", hosts);
    }

    /// @param stops as [Interruption#parse] takes them
    Settings stoppingAt(String stops) {
        return with("stop", stops);
    }

    /// Writes until the disk is really full, and takes little of it ahead.
    Settings withoutReserve() {
        return with("reserve", 0);
    }

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        values.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }

    // ---- what the host reads

    Notes notes() {
        return new Notes(Path.of(text("notes")));
    }

    Interruption interruption() {
        return Interruption.parse(values.getOrDefault("stop", ""));
    }

    Backend open(Interruption interruption) {
        Duration visibility =
                Duration.parse(values.getOrDefault("visibility", Duration.ofHours(1).toString()));
        return new Disturbed(open(), visibility, interruption);
    }

    private Backend open() {
        if (values.containsKey("dynamodb")) {
            return new Emulated(URI.create(text("dynamodb")), URI.create(text("sqs")));
        }
        var options = EmbeddedOptions.in(Path.of(text("store")));
        return EmbeddedBackend.open(
                values.containsKey("reserve")
                        ? options.withFreeBytesMin(number("reserve")).withMemory(MIB, MIB, 8 * MIB)
                        : options);
    }

    boolean hasLoad() {
        return values.containsKey("callers");
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    private String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'%s' is not set".formatted(name));
        }
        return value;
    }
}
