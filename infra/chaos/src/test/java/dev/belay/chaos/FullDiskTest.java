package dev.belay.chaos;

import static dev.belay.chaos.Judgement.DRAIN;
import static dev.belay.chaos.Judgement.STARTUP;
import static dev.belay.chaos.Judgement.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a disk without space costs time. What was acknowledged is kept, the host says what is
/// wrong, and all goes on when there is space again.
class FullDiskTest {
    private static final int DISK_MEBIBYTES = 160;
    private static final int RUNS = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    private Path errors = Path.of("");
    private Notes notes = new Notes(Path.of(System.getProperty("java.io.tmpdir")));

    @BeforeEach
    void open() {
        errors = directory.resolve("errors");
        notes = new Notes(directory);
    }

    @Test
    void a_host_waits_for_space_while_the_disk_is_almost_full() throws Exception {
        var campaign = Campaign.of("almost full");
        try (var disk = TinyDisk.open(directory.resolve("disk"), DISK_MEBIBYTES)) {
            Path store = disk.directory().resolve("store");
            var settings = Settings.embedded(store, directory).withLoad(8, 0, 1);
            try (var host = HostProcess.start(disk.around(), settings, errors)) {
                awaitRuns(0);

                disk.fill(30 * 1024);
                awaitReported(host, "[BLY-4008]");
                disk.free();

                awaitRuns(notes.done().size());
                notes.enough();
                host.await("drained", DRAIN);
                assertThat(host.stop(STOP)).isZero();
            }
            disk.copyTo(directory.resolve("copy"));
        }
        assertThat(LineFile.read(errors)).anyMatch(line -> line.contains("until there is space"));
        Judgement.judge(campaign, "almost full", directory.resolve("copy/store"), notes);
    }

    @Test
    void a_host_loses_nothing_acknowledged_when_the_disk_is_full() throws Exception {
        var campaign = Campaign.of("full");
        try (var disk = TinyDisk.open(directory.resolve("disk"), DISK_MEBIBYTES)) {
            Path store = disk.directory().resolve("store");
            var settings = Settings.embedded(store, directory).withoutReserve().withLoad(8, 0, 1);
            try (var host = HostProcess.start(disk.around(), settings, errors)) {
                awaitRuns(0);

                disk.fill(0);
                awaitReported(host, "[BLY-4008]");
            }
            disk.free();
            finish(disk.around(), settings);
            disk.copyTo(directory.resolve("copy"));
        }
        assertThat(LineFile.read(errors))
                .anyMatch(line -> line.contains("No space left on device"));
        Judgement.judge(campaign, "full", directory.resolve("copy/store"), notes);
    }

    /// Method: the system refuses files of this process beyond a size that is reached soon.
    @Test
    void a_host_loses_nothing_acknowledged_when_writes_are_refused() throws Exception {
        var campaign = Campaign.of("refused");
        Path store = directory.resolve("store");
        var settings = Settings.embedded(store, directory).withLoad(8, 0, 1);
        try (var host = HostProcess.start(settings, errors)) {
            awaitRuns(0);

            limitFiles(host, logBytes(store) + 64 * 1024);
            awaitReported(host, "[BLY-4003]");
        }
        finish(List.of(), settings);
        assertThat(LineFile.read(errors)).anyMatch(line -> line.contains("File too large"));
        Judgement.judge(campaign, "refused", store, notes);
    }

    /// A host whose store refuses writes says so, for as long as it is up.
    private void awaitReported(HostProcess host, String code) throws InterruptedException {
        host.awaitWhileAlive(
                "it reports " + code,
                STARTUP,
                () -> LineFile.read(errors).stream().anyMatch(line -> line.contains(code)));
    }

    private void awaitRuns(int before) throws InterruptedException {
        Waiting.until("runs end", STARTUP, () -> notes.done().size() > before + RUNS);
    }

    private void finish(List<String> around, Settings settings) throws Exception {
        notes.enough();
        try (var host = HostProcess.start(around, settings, errors)) {
            host.await("drained", DRAIN);
            assertThat(host.stop(STOP)).isZero();
        }
    }

    /// The store's log is the one file that is larger than all others, and grows.
    private static long logBytes(Path store) throws IOException {
        try (var files = Files.list(store.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElseThrow();
        }
    }

    private static void limitFiles(HostProcess host, long bytes)
            throws IOException, InterruptedException {
        int exit =
                new ProcessBuilder(
                                "prlimit",
                                "--pid=" + host.pid(),
                                "--fsize=%d:unlimited".formatted(bytes))
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(exit).isZero();
    }
}
