package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final byte[] VALUE = {1};

    private final RecordingDisk disk = new RecordingDisk();

    /// Remembers what it was given, and fails when told to.
    private static final class RecordingDisk implements Journal.Disk {
        final List<String> writes = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch proceed = new CountDownLatch(1);
        volatile boolean full;
        volatile boolean stuck;

        @Override
        public void write(byte[] changes, boolean sync) {
            await();
            if (full) {
                throw new BelayException(ErrorCode.DISK_FULL, "no space");
            }
            writes.add((sync ? "sync " : "") + new String(changes, StandardCharsets.ISO_8859_1));
        }

        private void await() {
            if (stuck) {
                try {
                    proceed.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        @Override
        public void sync() {
            writes.add("sync");
        }

        @Override
        public Path directory() {
            return Path.of("store");
        }
    }

    @Test
    void after_a_failed_write_nothing_is_acknowledged_any_more() {
        try (var journal = journal(Long.MAX_VALUE)) {
            commit(journal, "a");
            disk.full = true;
            assertRefused(() -> commit(journal, "b"));

            disk.full = false;
            assertRefused(() -> commit(journal, "c"));
            assertRefused(() -> submit(journal, "d"));
        }

        assertThat(disk.writes).hasSize(1).allMatch(write -> write.contains("a"));
    }

    @Test
    void everybody_in_a_group_that_failed_is_told() throws InterruptedException {
        var failures = new AtomicLong();
        try (var journal = journal(Long.MAX_VALUE)) {
            disk.stuck = true;
            disk.full = true;
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 8; i++) {
                threads.add(
                        Thread.startVirtualThread(() -> {
                            try {
                                commit(journal, "x");
                            } catch (BelayException _) {
                                failures.incrementAndGet();
                            }
                        }));
            }
            disk.proceed.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(failures.get()).isEqualTo(8);
        assertThat(disk.writes).isEmpty();
    }

    @Test
    void changes_are_written_in_the_order_of_the_calls_and_synced_when_somebody_waits() {
        try (var journal = journal(Long.MAX_VALUE)) {
            submit(journal, "first");
            submit(journal, "second");
            commit(journal, "third");
        }

        String all = String.join("|", disk.writes);
        assertThat(all.indexOf("first")).isBetween(0, all.indexOf("second"));
        assertThat(all.indexOf("second")).isLessThan(all.indexOf("third"));
        assertThat(disk.writes.getLast()).startsWith("sync").contains("third");
    }

    @Test
    void what_comes_and_goes_in_one_group_is_not_written() {
        try (var journal = journal(Long.MAX_VALUE)) {
            journal.commit(changes -> {
                var place = changes.put(Family.QUEUE, key("gone"), VALUE);
                changes.put(Family.QUEUE, key("kept"), VALUE);
                assertThat(changes.erase(place)).isTrue();
                assertThat(changes.count()).isEqualTo(1);
            });
        }

        assertThat(disk.writes.getFirst()).contains("kept").doesNotContain("gone");
    }

    @Test
    void what_is_written_already_cannot_be_erased() {
        try (var journal = journal(Long.MAX_VALUE)) {
            var places = new ArrayList<Changes.Place>();
            journal.commit(c -> places.add(c.put(Family.QUEUE, key("written"), VALUE)));

            journal.commit(c -> assertThat(c.erase(places.getFirst())).isFalse());
        }
    }

    @Test
    void a_change_that_fails_half_way_leaves_nothing() {
        try (var journal = journal(Long.MAX_VALUE)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() ->
                            journal.commit(changes -> {
                                changes.put(Family.STATE, key("half"), VALUE);
                                throw new IllegalStateException("half way");
                            }));
            commit(journal, "whole");
        }

        assertThat(String.join("|", disk.writes)).contains("whole").doesNotContain("half");
    }

    @Test
    void closing_writes_what_is_waiting_and_refuses_what_comes_after() {
        var journal = journal(Long.MAX_VALUE);
        submit(journal, "waiting");
        journal.close();

        assertThat(disk.writes.getFirst()).startsWith("sync").contains("waiting");
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> submit(journal, "late"))
                .withMessageContaining("is closed");
    }

    @Test
    void a_change_that_nobody_waits_for_is_written_and_synced_soon() {
        try (var journal = journal(Long.MAX_VALUE)) {
            submit(journal, "lonely");
            while (!disk.writes.contains("sync")) {
                Thread.onSpinWait();
            }
        }

        assertThat(disk.writes.getFirst()).contains("lonely");
    }

    @Test
    void an_interrupt_does_not_end_the_wait_and_is_kept() {
        try (var journal = journal(Long.MAX_VALUE)) {
            Thread.currentThread().interrupt();
            commit(journal, "a");

            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(disk.writes).hasSize(1);
    }

    @Test
    void an_almost_full_disk_refuses_writes_until_there_is_space() {
        var usable = new AtomicLong(50);
        var space = new DiskSpace(Path.of("store"), 100, usable::get);
        try (var journal = new Journal(disk, Durability.SYNCED, space)) {
            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(() -> commit(journal, "a"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));

            usable.set(1_000);
            while (disk.writes.isEmpty()) {
                try {
                    commit(journal, "b");
                } catch (BelayException _) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(disk.writes.getFirst()).contains("b");
    }

    private Journal journal(long usable) {
        return new Journal(
                disk, Durability.SYNCED, new DiskSpace(Path.of("store"), 0, () -> usable));
    }

    private static void commit(Journal journal, String name) {
        journal.commit(changes -> changes.put(Family.STATE, key(name), VALUE));
    }

    private static void submit(Journal journal, String name) {
        var _ = journal.submit(changes -> changes.put(Family.STATE, key(name), VALUE));
    }

    private static byte[] key(String name) {
        return Keys.text(name);
    }

    private static void assertRefused(Runnable change) {
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(change::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL));
    }
}
