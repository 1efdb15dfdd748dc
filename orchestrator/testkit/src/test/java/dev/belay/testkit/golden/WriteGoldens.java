package dev.belay.testkit.golden;

import dev.belay.testkit.codec.CodecGoldens;
import dev.belay.testkit.replay.GoldenHistories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Not a test: keeps the histories that this build writes as those of a release. Runs only when it
/// is named, and never writes over what is there.
///
/// ```sh
/// mvn test -pl orchestrator/testkit,examples -am -Dtest=WriteGoldens \
///     -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.release=0.2.0
/// ```
class WriteGoldens {
    @Test
    void write() throws IOException {
        String release =
                Objects.requireNonNull(
                        System.getProperty("golden.release"),
                        "name the release with -Dgolden.release=, for example 0.2.0");
        Path folder = GoldenHistories.in(GoldenHistoriesTest.ROOT).add(release, GoldenRuns.all());
        for (var family : CodecGoldens.lines().entrySet()) {
            Path file = folder.resolve("codec").resolve(family.getKey() + ".txt");
            Files.createDirectories(file.getParent());
            Files.write(file, family.getValue());
        }
    }
}
