package dev.belay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a host on the embedded store may be killed at any moment, as often as one likes: nothing
/// that a caller was promised is lost, and nothing happens that no history asked for.
///
/// Method: a process under load is killed at random moments, in the middle of work and in the
/// middle of coming back; the last one finishes, and the store is read from the outside.
class KilledHostTest {
    @TempDir Path directory = Path.of("");

    @Test
    void nothing_is_lost_when_a_host_is_killed_at_any_moment() throws Exception {
        var campaign = Campaign.of("kills", Duration.ofSeconds(20));
        Path store = directory.resolve("store");
        Path errors = directory.resolve("errors");
        long end = campaign.endMillis();
        var settings = Settings.embedded(store, directory).withLoad(end, 24, 0, 1);
        int kills = 0;

        while (System.currentTimeMillis() < end) {
            try (var host = HostProcess.start(settings, errors)) {
                if (campaign.chance(0.25)) {
                    host.live(campaign.between(200, 1_500));
                } else {
                    host.await("ready", Duration.ofSeconds(60));
                    host.live(campaign.between(50, 2_500));
                }
                host.kill();
                kills++;
            }
        }
        try (var host = HostProcess.start(settings, errors)) {
            host.await("drained", Duration.ofSeconds(90));
            assertThat(host.stop(Duration.ofSeconds(30))).isZero();
        }

        var notes = new Notes(directory);
        try (Backend backend = EmbeddedBackend.open(store)) {
            var verdict = Verdict.of(Evidence.of(backend, notes.promises().runs()), notes);
            campaign.tell("%d kills, %s".formatted(kills, verdict.summary()));
            assertThat(verdict.complaints()).as(campaign.toString()).isEmpty();
            assertThat(verdict.runs()).isPositive();
            assertThat(kills).isPositive();
        }
    }
}
