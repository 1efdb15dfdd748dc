package dev.belay.examples.testing;

import dev.belay.testkit.replay.GoldenHistories;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Not a test: keeps the histories that the examples leave today as those of a release. Runs only
/// when it is named, and never writes over what is there.
class WriteGoldens {
    @Test
    void write() {
        String release =
                Objects.requireNonNull(
                        System.getProperty("golden.release"),
                        "name the release with -Dgolden.release=, for example 0.2.0");
        GoldenHistories.in(ExampleHistoriesTest.ROOT).add(release, ExampleRuns.all());
    }
}
