package dev.belay.examples.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A world of small text files, `<kind>/<id>`, and of the log `changes`: for people who want to
/// look. An echo into `outages/<activity>` takes a service down.
public final class DirectoryWorld implements World {
    private final Path directory;
    private final Path log;

    public DirectoryWorld(Path directory) {
        this.directory = directory;
        this.log = directory.resolve("changes");
    }

    @Override
    public synchronized void put(String kind, String id, String text) {
        if (get(kind, id).filter(text::equals).isPresent()) {
            return;
        }
        try {
            Path file = file(kind, id);
            Files.createDirectories(directory.resolve(kind));
            Files.writeString(file, text + "\n");
            changed("+ " + kind + "/" + id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean remove(String kind, String id) {
        try {
            boolean there = Files.deleteIfExists(file(kind, id));
            if (there) {
                changed("- " + kind + "/" + id);
            }
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Optional<String> get(String kind, String id) {
        Path file = file(kind, id);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<String> ids(String kind) {
        Path folder = directory.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<String> changes() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void changed(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Ids come from inputs, and inputs from anywhere: none may lead out of the directory.
    private Path file(String kind, String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,150}")) {
            throw new IllegalArgumentException(
                    "id of %d characters is no file name; expected letters, digits, '.', '_', '-'"
                            .formatted(id.length()));
        }
        return directory.resolve(kind).resolve(id);
    }
}
