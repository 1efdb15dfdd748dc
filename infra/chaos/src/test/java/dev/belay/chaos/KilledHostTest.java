package dev.belay.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.emulators.LocalAws;
import dev.belay.local.backend.Backend;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a host may be killed at any moment, as often as one likes: nothing that a caller was
/// promised is lost, and nothing happens that no history asked for.
///
/// Method: processes under load are killed at random moments, in the middle of work and in the
/// middle of coming back; the last ones finish, and the store is read from the outside.
class KilledHostTest {
    private static final Duration STARTUP = Duration.ofMinutes(1);
    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    @TempDir Path directory = Path.of("");

    @Test
    void nothing_is_lost_on_the_embedded_store() throws Exception {
        var campaign = Campaign.of("embedded, killed", Duration.ofSeconds(18));
        Path store = directory.resolve("store");
        Path errors = directory.resolve("errors");
        long end = campaign.endMillis();
        var settings = Settings.embedded(store, directory).withLoad(end, 24, 0, 1);
        int kills = 0;

        for (; System.currentTimeMillis() < end; kills++) {
            try (var host = HostProcess.start(settings, errors)) {
                liveAWhile(campaign, host);
                host.kill();
            }
        }
        try (var host = HostProcess.start(settings, errors)) {
            host.await("drained", DRAIN);
            assertThat(host.stop(STOP)).isZero();
        }

        try (Backend backend = EmbeddedBackend.open(store)) {
            judge(campaign, kills, backend);
        }
    }

    @Test
    void nothing_is_lost_by_two_hosts_on_one_table_and_the_same_queues() throws Exception {
        var campaign = Campaign.of("two on a table, killed", Duration.ofSeconds(18));
        Path errors = directory.resolve("errors");
        try (var aws = LocalAws.inMemory()) {
            long end = campaign.endMillis();
            var shared = Settings.emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint(), directory);
            Settings[] settings = {shared.withLoad(end, 5, 0, 2), shared.withLoad(end, 5, 1, 2)};
            HostProcess[] hosts = {
                HostProcess.start(settings[0], errors), HostProcess.start(settings[1], errors)
            };
            int kills = 0;
            try {
                for (; System.currentTimeMillis() < end; kills++) {
                    int victim = campaign.pick(2);
                    liveAWhile(campaign, hosts[victim]);
                    hosts[victim].kill();
                    hosts[victim] = HostProcess.start(settings[victim], errors);
                }
                for (HostProcess host : hosts) {
                    host.await("drained", DRAIN);
                }
                for (HostProcess host : hosts) {
                    assertThat(host.stop(STOP)).isZero();
                }
            } finally {
                hosts[0].close();
                hosts[1].close();
                try (Backend backend = new Emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint())) {
                    judge(campaign, kills, backend);
                }
            }
        }
    }

    private static void liveAWhile(Campaign campaign, HostProcess host)
            throws InterruptedException {
        if (campaign.chance(0.25)) {
            host.live(campaign.between(200, 1_500));
        } else {
            host.await("ready", STARTUP);
            host.live(campaign.between(50, 2_500));
        }
    }

    private void judge(Campaign campaign, int kills, Backend backend) {
        var notes = new Notes(directory);
        var verdict = Verdict.of(Evidence.of(backend, notes.promises().runs()), notes);
        campaign.tell("%d kills, %s".formatted(kills, verdict.summary()));
        assertThat(verdict.complaints()).as(campaign.toString()).isEmpty();
        assertThat(verdict.runs()).isPositive();
        assertThat(kills).isPositive();
    }
}
