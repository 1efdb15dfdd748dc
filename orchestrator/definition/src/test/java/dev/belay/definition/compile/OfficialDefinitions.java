package dev.belay.definition.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The definitions of the specification's own scenarios and examples, read from a checkout of it:
/// `-Dspecification.definitions=<directory>` with `.feature` and `.yaml` files.
final class OfficialDefinitions {
    private static final Pattern SCENARIO =
            Pattern.compile(
                    "Scenario: ([^\\n]+)\\n\\s*Given a workflow with definition:\\s*\\n\\s*\"\"\"yaml\\n(.*?)\"\"\"",
                    Pattern.DOTALL);

    private OfficialDefinitions() {}

    /// By file and scenario; none where no directory is given.
    static Map<String, String> all() {
        String directory = System.getProperty("specification.definitions", "");
        var definitions = new LinkedHashMap<String, String>();
        if (!directory.isEmpty()) {
            for (Path file : files(Path.of(directory))) {
                add(definitions, file);
            }
        }
        return definitions;
    }

    private static void add(Map<String, String> definitions, Path file) {
        String name = file.getFileName().toString();
        try {
            String text = Files.readString(file);
            if (name.endsWith(".yaml")) {
                definitions.put(name, text);
            }
            var matcher = SCENARIO.matcher(text);
            while (name.endsWith(".feature") && matcher.find()) {
                definitions.put(name + ": " + matcher.group(1), matcher.group(2).stripIndent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
