package dev.belay.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.command.Command;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.StoredBatch;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.testkit.replay.GoldenHistories;
import dev.belay.testkit.replay.ReplayVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: what any release wrote, every later build reads and continues.
///
/// Method: the kept files of all releases are read, written again and replayed.
class GoldenHistoriesTest {
    static final Path ROOT = Path.of("src/test/resources/golden");

    static List<Path> files() {
        return GoldenHistories.in(ROOT).files();
    }

    @Test
    void every_history_of_every_release_replays() {
        var report = ReplayVerifier.of(GoldenWorkflows.all()).verifyAll(ROOT);

        report.assertFits();
        assertThat(report.verdicts()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_batch_comes_back_in_the_same_bytes(Path file) throws IOException {
        for (StoredBatch stored : read(file).batches()) {
            assertThat(HistoryFields.toStored(HistoryFields.fromStored(stored)).bytes())
                    .as("batch %d", stored.number())
                    .isEqualTo(stored.bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_written_again_as_it_is(Path file) throws IOException {
        assertThat(HistoryExport.write(read(file))).isEqualTo(Files.readString(file));
    }

    @Test
    void the_next_release_keeps_every_kind_of_event_and_command() {
        var seen = new HashSet<Class<?>>();
        GoldenRuns.all().values().stream()
                .flatMap(history -> history.decoded().stream())
                .flatMap(batch -> batch.events().stream())
                .forEach(event -> {
                    seen.add(event.getClass());
                    if (event instanceof CommandIssued(_, var command)) {
                        seen.add(command.getClass());
                    }
                });

        assertThat(seen)
                .containsAll(leaves(HistoryEvent.class).toList())
                .containsAll(leaves(Command.class).toList());
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenHistoriesTest::leaves)
                : Stream.of(type);
    }

    @Test
    void this_build_still_writes_histories_that_replay() {
        GoldenRuns.all()
                .forEach((name, history) ->
                        ReplayVerifier.of(GoldenWorkflows.all()).verify(history).assertFits());
    }

    @Test
    void what_a_release_wrote_is_never_written_again(@TempDir Path root) throws IOException {
        var goldens = GoldenHistories.in(root);
        ExportedHistory history = read(files().getFirst());
        Path folder = goldens.add("9.9.9", Map.of("one", history));

        assertThatThrownBy(() -> goldens.add("9.9.9", Map.of("two", history)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name another release");

        assertThat(folder.resolve("one.jsonl")).exists();
        assertThat(folder.resolve("two.jsonl")).doesNotExist();
    }

    private static ExportedHistory read(Path file) throws IOException {
        return HistoryExport.read(Files.readString(file));
    }
}
