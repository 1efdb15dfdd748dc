package dev.belay.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.examples.Examples;
import dev.belay.json.HistoryExport;
import dev.belay.testkit.replay.GoldenHistories;
import dev.belay.testkit.replay.ReplayVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Goal: runs of the examples that any release began go on with the examples of today.
class ExampleHistoriesTest {
    static final Path ROOT = Path.of("src/test/resources/golden");

    @Test
    void the_histories_of_every_release_replay() {
        var report = ReplayVerifier.of(Examples.workflows()).verifyAll(ROOT);

        report.assertFits();
        assertThat(report.verdicts()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void every_file_is_written_again_as_it_is() throws IOException {
        for (Path file : GoldenHistories.in(ROOT).files()) {
            String text = Files.readString(file);
            assertThat(HistoryExport.write(HistoryExport.read(text))).isEqualTo(text);
        }
    }

    @Test
    void histories_of_today_replay() {
        var verifier = ReplayVerifier.of(Examples.workflows());

        assertThat(ExampleRuns.all().values())
                .allSatisfy(history -> verifier.verify(history).assertFits());
    }
}
