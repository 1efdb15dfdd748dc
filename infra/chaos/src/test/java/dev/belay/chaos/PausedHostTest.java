package dev.belay.chaos;

import static dev.belay.chaos.Judgement.DRAIN;
import static dev.belay.chaos.Judgement.STARTUP;
import static dev.belay.chaos.Judgement.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.chaos.Interruption.Point;
import dev.belay.emulators.LocalAws;
import dev.belay.local.backend.Backend;
import dev.belay.local.cli.Cli;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a host that stood still, and goes on as if no time had passed, changes nothing.
class PausedHostTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    /// Method: a host stops in the middle of an advance or of an attempt, for longer than its
    /// messages are hidden; another one, on the same table and queues, sees every run that was open
    /// to its end; then the first goes on with what it believes to be its own. Its verdict depends
    /// on a machine that is not overloaded: a command, not part of the suite.
    @Test
    @EnabledIfSystemProperty(named = "belay.chaos.paused", matches = "true")
    void the_world_goes_on_without_a_host_that_stands_still() throws Exception {
        var campaign = Campaign.of("paused");
        String stops =
                Arrays.stream(Point.values())
                        .map(point -> point + ":" + (1 + campaign.pick(8)))
                        .collect(Collectors.joining(","));
        var notes = new Notes(directory);
        try (var aws = LocalAws.inMemory();
                Backend table = new Emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint())) {
            Judgement.afterwards(
                    campaign,
                    () -> stopAtEachPoint(aws, notes, stops),
                    () -> Judgement.judge(campaign, "stopped at " + stops, table, notes));
        }
    }

    private void stopAtEachPoint(LocalAws aws, Notes notes, String stops) throws Exception {
        Path errors = directory.resolve("errors");
        var shared = Settings.emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint(), directory);
        try (var other = HostProcess.start(shared.withLoad(6, 0, 1), errors);
                var sleeper = HostProcess.start(shared.stoppingAt(stops), errors)) {
            for (Point point : Point.values()) {
                sleeper.await("stops " + point, STARTUP);
                sleeper.awaitPaused(STARTUP);
                Set<Integer> open = notes.open();
                Waiting.until(
                        "runs end without the host that stopped at " + point,
                        DRAIN,
                        () -> notes.done().containsAll(open));
                sleeper.resume();
                sleeper.await("continues " + point, STARTUP);
            }
            notes.enough();
            other.await("drained", DRAIN);
            assertThat(sleeper.stop(STOP)).isZero();
            assertThat(other.stop(STOP)).isZero();
            assertThat(sleeper.count("lost"))
                    .as("batches that the sleeper was too late for")
                    .isPositive();
        }
    }

    @Test
    void a_stopped_process_keeps_its_store_to_itself() throws Exception {
        var campaign = Campaign.of("store kept");
        Path store = directory.resolve("store");
        var notes = new Notes(directory);
        var settings = Settings.embedded(store, directory).withLoad(12, 0, 1);
        try (var host = HostProcess.start(settings, directory.resolve("errors"))) {
            Waiting.until("runs have ended", STARTUP, () -> notes.done().size() > 20);
            host.pause();

            var errors = new StringWriter();
            int exit =
                    Cli.execute(
                            new PrintWriter(new StringWriter()),
                            new PrintWriter(errors, true),
                            "up",
                            "--data",
                            store.toString(),
                            "--port",
                            "0");

            assertThat(exit).isNotZero();
            assertThat(errors.toString())
                    .contains("[BLY-4002]", store.toString(), Long.toString(host.pid()));
            host.resume();
            notes.enough();
            host.await("drained", DRAIN);
            assertThat(host.stop(STOP)).isZero();
        }
        Judgement.judge(campaign, "one stop", store, notes);
    }
}
