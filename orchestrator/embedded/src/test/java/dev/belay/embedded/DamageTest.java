package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.contract.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever happened to the files, opening gives a state that there was, or says what is
/// wrong and where.
///
/// Method: a copy of a live store's files, as a crash leaves them, cut or damaged in every way.
class DamageTest {
    private static final int BATCHES = 20;

    private static final int LARGE = 80_000;
    private static final int SECTOR = 512;

    private final RunKey other = Samples.run();
    private RunKey run = Samples.run();
    @TempDir private Path work = Path.of("");
    private Path crashed = Path.of("");
    private long lastRecordFrom;

    @BeforeEach
    void crash() throws IOException {
        Path live = work.resolve("live");
        crashed = work.resolve("crashed");
        try (var store = EmbeddedStore.open(live)) {
            for (long number = 1; number <= BATCHES; number++) {
                lastRecordFrom = Files.size(log(live));
                assertThat(store.histories().append(run, batch(number))).isTrue();
            }
            copy(live, crashed);
        }
    }

    @Test
    void what_a_crash_leaves_opens_whole() {
        assertThat(read(crashed)).isEqualTo(upTo(BATCHES));
    }

    @Test
    void a_log_that_ends_anywhere_in_its_last_record_opens_without_it() throws IOException {
        long whole = Files.size(log(crashed));
        for (long length = lastRecordFrom; length < whole; length++) {
            Path cut = work.resolve("cut-" + length);
            copy(crashed, cut);
            try (FileChannel file = FileChannel.open(log(cut), StandardOpenOption.WRITE)) {
                file.truncate(length);
            }

            assertThat(read(cut)).as("cut at %d", length).isEqualTo(upTo(BATCHES - 1));
        }
    }

    @Test
    void a_large_last_record_that_is_cut_anywhere_is_left_out() throws IOException {
        Path large = crashWithLargeRecord();
        long whole = Files.size(log(large));
        for (long length = whole - LARGE; length < whole; length += 3_989) {
            Path cut = work.resolve("cut-" + length);
            copy(large, cut);
            try (FileChannel file = FileChannel.open(log(cut), StandardOpenOption.WRITE)) {
                file.truncate(length);
            }

            assertThat(read(cut)).as("cut at %d", length).isEqualTo(upTo(BATCHES));
        }
    }

    @Test
    void a_last_record_whose_last_sectors_never_reached_the_disk_is_left_out() throws IOException {
        Path large = crashWithLargeRecord();
        long whole = Files.size(log(large));
        long first = (whole - LARGE + SECTOR) / SECTOR * SECTOR;
        for (long from = first; from < whole; from += 13 * SECTOR) {
            Path torn = work.resolve("torn-" + from);
            copy(large, torn);
            overwrite(log(torn), from, new byte[(int) (whole - from) + 4_096]);

            assertThat(read(torn)).as("zeros from %d", from).isEqualTo(upTo(BATCHES));
        }
    }

    @Test
    void space_that_was_taken_ahead_is_no_damage() throws IOException {
        overwrite(log(crashed), Files.size(log(crashed)), new byte[100_000]);

        assertThat(read(crashed)).isEqualTo(upTo(BATCHES));
    }

    @Test
    void a_last_record_that_changed_is_damage() throws IOException {
        overwrite(log(crashed), lastRecordFrom + 20, new byte[] {0x55, 0x55});

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> read(crashed))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT));
    }

    /// Like [#crashed], with one more record, of several blocks.
    private Path crashWithLargeRecord() throws IOException {
        Path large = work.resolve("large");
        try (var store = EmbeddedStore.open(crashed)) {
            for (long number = 1; number <= BATCHES; number++) {
                assertThat(store.histories().append(other, batch(number))).isTrue();
            }
            byte[] bytes = Samples.bytes(LARGE);
            assertThat(store.histories().append(other, new StoredBatch(BATCHES + 1, bytes)))
                    .isTrue();
            copy(crashed, large);
        }
        run = other;
        return large;
    }

    @Test
    void damage_before_the_end_of_the_log_is_told_and_not_skipped() throws IOException {
        overwrite(log(crashed), lastRecordFrom / 2, new byte[] {0x55, 0x55, 0x55});

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> read(crashed))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                .withMessageContaining(log(crashed).getFileName().toString())
                .withMessageContaining("salvage");
    }

    @Test
    void salvage_keeps_everything_up_to_the_damage() throws IOException {
        overwrite(log(crashed), lastRecordFrom / 2, new byte[] {0x55, 0x55, 0x55});

        try (var store = EmbeddedStore.open(EmbeddedOptions.in(crashed).withSalvage(true))) {
            var kept = numbers(store);
            assertThat(kept).isEqualTo(upTo(kept.size())).hasSizeBetween(5, BATCHES - 1);
        }
        assertThat(read(crashed)).isNotEmpty();
    }

    @Test
    void a_damaged_table_file_is_told_by_name() throws IOException {
        read(crashed);
        Path table = largest(crashed.resolve("db"), ".sst");
        overwrite(table, Files.size(table) / 3, new byte[] {0x55, 0x55, 0x55, 0x55});

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> read(crashed))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                .withMessageContaining(table.getFileName().toString());
    }

    @Test
    void a_missing_table_file_is_told_by_name() throws IOException {
        read(crashed);
        Path table = largest(crashed.resolve("db"), ".sst");
        Files.delete(table);

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> read(crashed))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                .withMessageContaining(table.getFileName().toString());
    }

    @Test
    void a_store_without_its_first_file_is_not_begun_anew() throws IOException {
        read(crashed);
        Files.delete(crashed.resolve("db").resolve("CURRENT"));

        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> read(crashed))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT));
    }

    private List<Long> read(Path directory) {
        try (var store = EmbeddedStore.open(directory)) {
            return numbers(store);
        }
    }

    /// The batches' numbers, after a look at their bytes.
    private List<Long> numbers(EmbeddedStore store) {
        var batches = store.histories().read(run, 0, Integer.MAX_VALUE);
        for (StoredBatch stored : batches) {
            assertThat(stored.bytes()).isEqualTo(batch(stored.number()).bytes());
        }
        return batches.stream().map(StoredBatch::number).toList();
    }

    private static StoredBatch batch(long number) {
        return new StoredBatch(number, Samples.bytes(20 + (int) number));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static Path log(Path directory) throws IOException {
        return largest(directory.resolve("db"), ".log");
    }

    private static Path largest(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void overwrite(Path file, long position, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
