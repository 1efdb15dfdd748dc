package dev.belay.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testkit.mutation.MutationRun.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The simulation finds each deliberate bug, and nothing where there is none. Leaves what it found
/// as a table in `target/mutations.md`.
final class MutationsTest {
    private static final Path ROOT = root();
    private static final List<Mutation> ALL =
            Mutation.all(ROOT.resolve("orchestrator/testkit/src/test/mutations"));
    private static final List<String> ROWS = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> each_bug_is_found() {
        return ALL.stream()
                .map(mutation -> DynamicTest.dynamicTest(mutation.name(), () -> find(mutation)));
    }

    @Test
    void nothing_is_found_without_a_bug() throws Exception {
        assertThat(MutationRun.control(2_000).promise()).isNull();
    }

    @Test
    void the_reference_names_every_mutation() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/reference/mutations.md"));
        assertThat(ALL)
                .allSatisfy(
                        mutation -> assertThat(text).contains("| %s |".formatted(mutation.name())));
    }

    private static void find(Mutation mutation) throws IOException, InterruptedException {
        Finding finding = MutationRun.of(mutation, ROOT);
        ROWS.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %d | %.1f |",
                        mutation.name(),
                        mutation.breaks(),
                        finding.promiseName(),
                        mutation.workflow(),
                        finding.seed(),
                        finding.cpuSeconds()));
        assertThat(finding.promise())
                .as("%s: %d seeds break no promise", mutation.breaks(), mutation.within())
                .isNotNull();
    }

    @AfterAll
    static void print() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "| Mutation | What it breaks | Promise that told | Workflows | Seeds | CPU seconds |");
        lines.add("|---|---|---|---|---:|---:|");
        lines.addAll(ROWS);
        lines.forEach(System.out::println);
        Files.write(ROOT.resolve("orchestrator/testkit/target/mutations.md"), lines);
    }

    /// Wherever in the repository the test is run.
    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("orchestrator/testkit"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException("not run inside the repository");
            }
            directory = parent;
        }
        return directory;
    }
}
