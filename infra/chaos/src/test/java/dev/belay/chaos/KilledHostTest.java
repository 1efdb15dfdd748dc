package dev.belay.chaos;

import static dev.belay.chaos.Judgement.DRAIN;
import static dev.belay.chaos.Judgement.STARTUP;
import static dev.belay.chaos.Judgement.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.emulators.LocalAws;
import dev.belay.local.backend.Backend;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a host may be killed at any moment, as often as one likes: nothing that a caller was
/// promised is lost, and nothing happens that no history asked for.
///
/// Method: processes under load are killed at random moments, in the middle of work and in the
/// middle of coming back; the last ones finish, and the store is read from the outside.
class KilledHostTest {
    private static final int KILLS_EMBEDDED = 6;
    private static final int KILLS_ON_A_TABLE = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void nothing_is_lost_on_the_embedded_store() throws Exception {
        var campaign = Campaign.of("embedded, killed");
        var notes = new Notes(directory);
        Path store = directory.resolve("store");
        Path errors = directory.resolve("errors");
        var settings = Settings.embedded(store, directory).withLoad(24, 0, 1);
        int kills = 0;

        for (; campaign.goesOnAfter(kills, KILLS_EMBEDDED); kills++) {
            try (var host = HostProcess.start(settings, errors)) {
                liveAWhile(campaign, host, notes);
                host.kill();
            }
        }
        notes.enough();
        try (var host = HostProcess.start(settings, errors)) {
            host.await("drained", DRAIN);
            assertThat(host.stop(STOP)).isZero();
        }

        Judgement.judge(campaign, kills + " kills", store, notes);
    }

    @Test
    void nothing_is_lost_by_two_hosts_on_one_table_and_the_same_queues() throws Exception {
        var campaign = Campaign.of("two on a table, killed");
        var notes = new Notes(directory);
        try (var aws = LocalAws.inMemory();
                Backend table = new Emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint())) {
            var kills = new AtomicInteger();
            Judgement.afterwards(
                    campaign,
                    () -> killOneOfTwo(campaign, aws, notes, kills),
                    () -> Judgement.judge(campaign, kills + " kills", table, notes));
        }
    }

    private void killOneOfTwo(Campaign campaign, LocalAws aws, Notes notes, AtomicInteger kills)
            throws Exception {
        Path errors = directory.resolve("errors");
        var shared = Settings.emulated(aws.dynamoDbEndpoint(), aws.sqsEndpoint(), directory);
        Settings[] settings = {shared.withLoad(6, 0, 2), shared.withLoad(6, 1, 2)};
        HostProcess[] hosts = {
            HostProcess.start(settings[0], errors), HostProcess.start(settings[1], errors)
        };
        try {
            while (campaign.goesOnAfter(kills.get(), KILLS_ON_A_TABLE)) {
                int victim = campaign.pick(2);
                liveAWhile(campaign, hosts[victim], notes);
                hosts[victim].kill();
                kills.incrementAndGet();
                hosts[victim] = HostProcess.start(settings[victim], errors);
            }
            notes.enough();
            for (HostProcess host : hosts) {
                host.await("drained", DRAIN);
            }
            for (HostProcess host : hosts) {
                assertThat(host.stop(STOP)).isZero();
            }
        } finally {
            hosts[0].close();
            hosts[1].close();
        }
    }

    /// Until it has done some work, or until it is somewhere on its way up.
    private static void liveAWhile(Campaign campaign, HostProcess host, Notes notes)
            throws InterruptedException {
        if (campaign.chance(0.2)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(campaign.pick(2_000)));
        } else {
            long enough = notes.size() + campaign.pick(30_000);
            host.await("ready", STARTUP);
            host.awaitWhileAlive("it has worked", DRAIN, () -> notes.size() > enough);
        }
    }
}
