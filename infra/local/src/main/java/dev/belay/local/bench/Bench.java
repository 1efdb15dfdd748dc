package dev.belay.local.bench;

import dev.belay.local.backend.Backend;
import dev.belay.local.host.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// What workloads are measured with and on.
///
/// @param name of the backend, as the command line has it
/// @param kept whether the backend outlives a process
/// @param open opens the backend in a directory
/// @param directory where stores are made, and deleted again
/// @param scale 1, or less for numbers that mean little and come soon
/// @param progress told what is going on
public record Bench(
        String name,
        boolean kept,
        Function<Path, Backend> open,
        Path directory,
        double scale,
        Consumer<String> progress) {
    Lab lab(Path store) {
        return lab(store, Workflows.catalog());
    }

    Lab lab(Path store, Catalog catalog) {
        return new Lab(open.apply(store), catalog);
    }

    /// A number of things, at the scale of this bench.
    int scaled(int count) {
        return Math.max(1, (int) Math.round(count * scale));
    }

    /// Gives `use` a directory of its own.
    <T> T in(Use<T> use) throws Exception {
        Files.createDirectories(directory);
        Path store = Files.createTempDirectory(directory, "store-");
        try {
            return use.in(store);
        } finally {
            delete(store);
        }
    }

    /// Something done in a directory.
    interface Use<T> {
        T in(Path directory) throws Exception;
    }

    static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Measures of one workload on this backend.
    Results results(String workload, String durability) {
        return new Results(workload, name, durability);
    }
}
