package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.RunMessage.DeliveryReported;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.QueueConsumer.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what was acknowledged is there, and no run is forgotten, whenever the process is killed.
///
/// Method: [CrashChild] works and is killed after some lines of its output, several times on the
/// same directory; between the kills the store is opened and looked at.
class CrashTest {
    private static final int ROUNDS = 6;
    private static final int RUNS = 20;

    private final Random random = new Random(7);
    private final Map<RunKey, Long> acknowledged = new HashMap<>();

    @Test
    void nothing_acknowledged_is_lost_and_every_run_goes_on(@TempDir Path directory)
            throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            workAndKill(directory, 200 + random.nextInt(2_000));

            try (var store = EmbeddedStore.open(directory)) {
                for (int i = 0; i < RUNS; i++) {
                    requireHistory(store, CrashChild.run(i));
                }
                requireMessages(store);
            }
        }
    }

    private void workAndKill(Path directory, int lines) throws IOException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashChild.class.getName(),
                                directory.toString(),
                                Integer.toString(RUNS))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                String line = output.readLine();
                assertThat(line).as("line %d of the child", i).isNotNull();
                note(line);
            }
            // By its handle, which leaves the output open.
            assertThat(child.toHandle().destroyForcibly()).isTrue();
            // What the child said before it died, but for a line that it did not get to the end of.
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.matches("[0-9A-Z]{26} [0-9]+")) {
                    note(line);
                }
            }
        } finally {
            child.destroyForcibly().onExit().join();
        }
    }

    private void note(String line) {
        String[] parts = line.split(" ");
        acknowledged.merge(
                new RunKey(Workspace.DEFAULT, new RunId(parts[0])),
                Long.parseLong(parts[1]),
                Math::max);
    }

    private void requireHistory(EmbeddedStore store, RunKey run) {
        var batches = store.histories().read(run, 0, Integer.MAX_VALUE);
        for (int i = 0; i < batches.size(); i++) {
            StoredBatch expected = CrashChild.batch(run, i + 1);
            assertThat(batches.get(i).number()).isEqualTo(expected.number());
            assertThat(batches.get(i).bytes()).isEqualTo(expected.bytes());
        }
        assertThat((long) batches.size())
                .as("batches of %s", run)
                .isGreaterThanOrEqualTo(acknowledged.getOrDefault(run, 0L));
    }

    /// Of each run there is the message that goes on where its history ends, or the one before,
    /// come again; older ones may come again too, but none is ahead of its history.
    private static void requireMessages(EmbeddedStore store) {
        Map<RunKey, Long> newest = new HashMap<>();
        var delivered =
                store.queues()
                        .receive(
                                CrashChild.QUEUE, 100 * RUNS, Duration.ZERO, Duration.ofMinutes(1));
        for (Delivery delivery : delivered) {
            var message = (DeliveryReported) delivery.message();
            newest.merge(message.run(), (long) message.commandId(), Math::max);
        }
        assertThat(newest).hasSize(RUNS);
        newest.forEach((run, number) -> {
            long last = store.histories().read(run, 0, Integer.MAX_VALUE).size();
            assertThat(number).as("message of %s", run).isBetween(last, last + 1);
        });
    }
}
