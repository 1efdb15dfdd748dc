package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.message.RunMessage.InboxFilled;
import dev.belay.core.model.Payload;
import dev.belay.core.port.QueueConsumer.Delivery;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void a_directory_is_open_once_in_a_process() {
        try (var first = EmbeddedStore.open(directory)) {
            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(() -> EmbeddedStore.open(directory))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_IN_USE))
                    .withMessageContaining(directory.toString())
                    .withMessageContaining(Long.toString(ProcessHandle.current().pid()));

            assertThat(first.histories().append(Samples.run(), Samples.batch(1))).isTrue();
        }
    }

    @Test
    void a_directory_is_open_once_on_a_machine() throws IOException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashChild.class.getName(),
                                directory.toString(),
                                "1")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = child.inputReader()) {
            assertThat(output.readLine()).isNotNull();

            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(() -> EmbeddedStore.open(directory))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_IN_USE))
                    .withMessageContaining(directory.toString())
                    .withMessageContaining(Long.toString(child.pid()));
        } finally {
            child.destroyForcibly().onExit().join();
        }

        EmbeddedStore.open(directory).close();
    }

    @Test
    void a_directory_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "taken");

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> EmbeddedStore.open(file))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .withMessageContaining(file.toString());
    }

    @Test
    void a_closed_store_says_so() {
        var store = EmbeddedStore.open(directory);
        store.close();
        store.close();

        for (Runnable use :
                List.<Runnable>of(
                        () -> store.histories().append(Samples.run(), Samples.batch(1)),
                        () -> store.histories().read(Samples.run(), 0, 1),
                        () -> store.awaitDurable(),
                        () -> store.inbox().read(Samples.run()))) {
            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(use::run)
                    .withMessageContaining("is closed");
        }
    }

    @Test
    void closing_ends_a_receive_that_waits() throws InterruptedException {
        var store = EmbeddedStore.open(directory);
        var receiver =
                Thread.startVirtualThread(() ->
                        store.queues()
                                .receive(
                                        Samples.queue(),
                                        1,
                                        Duration.ofDays(1),
                                        Duration.ofMinutes(1)));

        store.close();

        assertThat(receiver.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void without_syncs_a_closed_store_keeps_everything_too() {
        var options = EmbeddedOptions.in(directory).withDurability(Durability.BUFFERED);
        var run = Samples.run();
        try (var store = EmbeddedStore.open(options)) {
            assertThat(store.histories().append(run, Samples.batch(1))).isTrue();
            store.awaitDurable();
            assertThat(store.histories().append(run, Samples.batch(2))).isTrue();
        }

        try (var store = EmbeddedStore.open(options)) {
            assertThat(store.histories().read(run, 0, 10)).hasSize(2);
        }
    }

    @Test
    void sends_that_were_waited_for_survive_a_crash() throws IOException {
        var queue = Samples.queue();
        try (var store = EmbeddedStore.open(directory.resolve("live"))) {
            store.queues().send(List.of(Outgoing.now(queue, new InboxFilled(Samples.run()))));
            store.awaitDurable();
            copy(directory.resolve("live"), directory.resolve("crashed"));
        }

        try (var store = EmbeddedStore.open(directory.resolve("crashed"))) {
            assertThat(store.queues().depth(queue)).isEqualTo(new QueueDepth(1, 0, 0));
        }
    }

    @Test
    void receives_count_across_a_crash_and_what_nobody_received_has_none() throws IOException {
        var queue = Samples.queue();
        try (var store = EmbeddedStore.open(directory.resolve("live"))) {
            store.queues().send(List.of(Outgoing.now(queue, new InboxFilled(Samples.run()))));
            store.queues().send(List.of(Outgoing.now(queue, new InboxFilled(Samples.run()))));
            assertThat(store.queues().receive(queue, 1, Duration.ZERO, Duration.ofDays(1)))
                    .hasSize(1);
            assertThat(store.histories().append(Samples.run(), Samples.batch(1))).isTrue();
            copy(directory.resolve("live"), directory.resolve("crashed"));
        }

        try (var store = EmbeddedStore.open(directory.resolve("crashed"))) {
            assertThat(store.queues().receive(queue, 10, Duration.ZERO, Duration.ofMinutes(1)))
                    .extracting(Delivery::receiveCount)
                    .containsExactlyInAnyOrder(2, 1);
        }
    }

    @Test
    void what_was_worked_off_takes_no_space_once_the_store_is_closed() throws IOException {
        var queue = Samples.queue();
        var run = Samples.run();
        try (var store = EmbeddedStore.open(directory)) {
            for (int i = 1; i <= 2_000; i++) {
                store.queues()
                        .send(
                                List.of(
                                        Outgoing.now(
                                                queue,
                                                Samples.activityTask(
                                                        run,
                                                        new Payload.Inline(
                                                                Samples.bytes(1_000))))));
                if (i % 100 == 0) {
                    // Writes what is sent before it is acknowledged.
                    store.awaitDurable();
                    store.queues()
                            .acknowledge(
                                    store.queues()
                                            .receive(
                                                    queue,
                                                    100,
                                                    Duration.ZERO,
                                                    Duration.ofMinutes(1)));
                }
            }
        }

        assertThat(size(directory)).isLessThan(200_000);
    }

    @Test
    void options_out_of_range_are_refused_by_name() {
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> EmbeddedOptions.in(directory).withReceivesMax(0))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS))
                .withMessageContaining("receivesMax");
    }

    @Test
    void a_page_that_ends_in_the_middle_is_not_read() {
        byte[] page = HistoryPage.write(List.of(Samples.batch(1), new StoredBatch(2, new byte[9])));
        page[3] = 3;

        assertThatIllegalArgumentException().isThrownBy(() -> HistoryPage.read(1, page));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
