package dev.belay.functions.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The table of what functions ask of AWS.
final class Permissions {
    private static final Path TABLE =
            Path.of("..", "..", "orchestrator/lambda/src/test/resources/permissions.tsv");
    private static final List<Row> ROWS = read();

    private Permissions() {}

    /// @param who asks: the function itself, always or rarely, Lambda, or nobody
    private record Row(String function, String action, String resource, String who) {}

    static SortedSet<String> functions() {
        var functions = new TreeSet<String>();
        ROWS.forEach(row -> functions.add(row.function()));
        return functions;
    }

    /// Actions and resources as `CalledActions` writes them.
    static SortedSet<String> of(String function, String who) {
        var listed = new TreeSet<String>();
        ROWS.stream()
                .filter(row -> row.function().equals(function) && row.who().equals(who))
                .forEach(row -> listed.add(row.action() + "\t" + row.resource()));
        return listed;
    }

    private static List<Row> read() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
