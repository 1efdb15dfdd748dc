package dev.belay.testkit.replay;

import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Histories that releases leave behind, a folder for each release. Every later build replays all
/// of them; none is ever changed.
public final class GoldenHistories {
    private static final Pattern RELEASE = Pattern.compile("[0-9]+(\\.[0-9]+)*(-[A-Za-z0-9.]+)?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    private final Path root;

    private GoldenHistories(Path root) {
        this.root = root;
    }

    /// @param root the folder of the releases' folders
    public static GoldenHistories in(Path root) {
        return new GoldenHistories(root);
    }

    /// Keeps the histories of a release, each in a file of its name.
    ///
    /// @throws IllegalStateException when the release has its folder already; nothing changed then
    public Path add(String release, Map<String, ExportedHistory> histories) {
        require(RELEASE, "release", release, "a version such as 1.4.0");
        histories.keySet().forEach(name -> require(NAME, "history", name, "a-z, 0-9, '-' and '.'"));
        Path folder = root.resolve(release);
        try {
            Files.createDirectories(root);
            Files.createDirectory(folder);
            for (var history : new TreeMap<>(histories).entrySet()) {
                Path file = folder.resolve(history.getKey() + ReplayVerifier.SUFFIX);
                Files.writeString(file, HistoryExport.write(history.getValue()));
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException(
                    "release %s has its golden histories already, in %s; what a release wrote is never written again, so name another release"
                            .formatted(release, folder),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// All files of all releases, by name.
    public List<Path> files() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ReplayVerifier.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Pattern form, String what, String name, String expected) {
        if (!form.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected %s".formatted(what, name, expected));
        }
    }
}
