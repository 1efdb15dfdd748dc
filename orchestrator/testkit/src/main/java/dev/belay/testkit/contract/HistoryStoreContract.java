package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.Snapshot;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.HistoryStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a [HistoryStore] promises.
public abstract class HistoryStoreContract {
    /// The store under test, the same one throughout a test.
    protected abstract HistoryStore store();

    @Test
    void an_unknown_run_reads_as_empty() {
        assertThat(store().read(Samples.run(), 0, 10)).isEmpty();
    }

    @Test
    void what_was_appended_is_read_at_once() {
        var run = Samples.run();

        assertThat(store().append(run, Samples.batch(1))).isTrue();
        assertThat(store().append(run, Samples.batch(2, 0))).isTrue();
        assertThat(store().append(run, Samples.batch(3, 1))).isTrue();

        assertSame(
                store().read(run, 0, 10),
                List.of(Samples.batch(1), Samples.batch(2, 0), Samples.batch(3, 1)));
    }

    @Test
    void a_run_without_a_snapshot_has_none() {
        var run = Samples.run();
        append(run, 1, 2);

        assertThat(store().latestSnapshot(run)).isEmpty();
    }

    @Test
    void the_snapshot_put_last_takes_the_place_of_the_one_before_it() {
        var run = Samples.run();
        append(run, 1, 3);
        var first = new Snapshot(2, new byte[900_000]);
        var second = new Snapshot(3, new byte[] {1, 2, 3});

        store().putSnapshot(run, first);
        assertThat(store().latestSnapshot(run)).contains(first);
        store().putSnapshot(run, second);

        assertThat(store().latestSnapshot(run)).contains(second);
        assertReads(run, 3);
        append(run, 4, 4);
        assertReads(run, 4);
    }

    @Test
    void a_number_is_given_once_and_a_loser_changes_nothing() {
        var run = Samples.run();
        append(run, 1, 2);

        assertThat(store().append(run, Samples.batch(1, 99))).isFalse();
        assertThat(store().append(run, Samples.batch(2, 99))).isFalse();

        assertReads(run, 2);
    }

    @Test
    void appending_the_same_batch_again_is_refused_too() {
        var run = Samples.run();
        append(run, 1, 1);

        assertThat(store().append(run, Samples.batch(1))).isFalse();
    }

    @Test
    void of_appenders_that_race_for_a_number_one_wins() {
        var run = Samples.run();
        for (long number = 1; number <= 20; number++) {
            var racers = new ArrayList<Callable<Boolean>>();
            for (int racer = 0; racer < 4; racer++) {
                var batch = Samples.batch(number, 50 + racer);
                racers.add(() -> store().append(run, batch));
            }

            List<Boolean> won = Race.run(racers);

            assertThat(Collections.frequency(won, true)).isEqualTo(1);
            assertSame(
                    store().read(run, number - 1, 10),
                    List.of(Samples.batch(number, 50 + won.indexOf(true))));
        }
    }

    @Test
    void a_read_begins_behind_after_and_ends_at_the_limit() {
        var run = Samples.run();
        append(run, 1, 9);

        assertThat(numbers(store().read(run, 0, 4))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(numbers(store().read(run, 4, 4))).containsExactly(5L, 6L, 7L, 8L);
        assertThat(numbers(store().read(run, 8, 4))).containsExactly(9L);
        assertThat(store().read(run, 9, 4)).isEmpty();
        assertThat(store().read(run, 99, 4)).isEmpty();
    }

    @Test
    void a_batch_of_the_largest_size_is_kept_whole() {
        var run = Samples.run();
        var large = Samples.batch(1, Limits.BATCH_BYTES_MAX);

        assertThat(store().append(run, large)).isTrue();

        assertSame(store().read(run, 0, 10), List.of(large));
    }

    @Test
    void a_read_is_short_only_at_the_end_however_large_the_batches_are() {
        var run = Samples.run();
        var batches = new ArrayList<StoredBatch>();
        for (long number = 1; number <= 20; number++) {
            var batch = Samples.batch(number, 100_000);
            assertThat(store().append(run, batch)).isTrue();
            batches.add(batch);
        }

        assertSame(store().read(run, 0, 20), batches);
        store().compact(run, 16);
        assertSame(store().read(run, 0, 20), batches);
        assertSame(store().read(run, 0, 13), batches.subList(0, 13));
    }

    @Test
    void runs_do_not_see_each_other() {
        var run = Samples.run();
        var neighbour = Samples.run(run.workspace());
        var namesake = new RunKey(new Workspace(run.workspace().name() + "-2"), run.runId());
        append(run, 1, 3);
        append(neighbour, 1, 1);

        assertThat(numbers(store().read(neighbour, 0, 10))).containsExactly(1L);
        assertThat(store().read(namesake, 0, 10)).isEmpty();
        assertThat(store().append(namesake, Samples.batch(1))).isTrue();
        assertReads(run, 3);
    }

    @Test
    void compaction_does_not_change_what_is_read() {
        var run = Samples.run();
        append(run, 1, 600);

        store().compact(run, 512);
        assertReads(run, 600);

        append(run, 601, 700);
        assertReads(run, 700);
        store().compact(run, 600);
        store().compact(run, 600);
        assertReads(run, 700);
        store().compact(run, 100);
        assertReads(run, 700);
    }

    @Test
    void a_number_that_was_compacted_stays_taken() {
        var run = Samples.run();
        append(run, 1, Limits.BATCHES_PER_PAGE + 10);
        store().compact(run, Limits.BATCHES_PER_PAGE);

        for (long number : new long[] {1, 2, 100, Limits.BATCHES_PER_PAGE}) {
            assertThat(store().append(run, Samples.batch(number, 99))).as("%d", number).isFalse();
        }
        assertReads(run, Limits.BATCHES_PER_PAGE + 10);
    }

    @Test
    void a_compacted_end_can_be_appended_to() {
        var run = Samples.run();
        append(run, 1, Limits.BATCHES_PER_PAGE);
        store().compact(run, Limits.BATCHES_PER_PAGE);

        assertThat(store().append(run, Samples.batch(Limits.BATCHES_PER_PAGE, 99))).isFalse();
        append(run, Limits.BATCHES_PER_PAGE + 1, Limits.BATCHES_PER_PAGE + 2);

        assertReads(run, Limits.BATCHES_PER_PAGE + 2);
    }

    @Test
    void compacting_a_run_that_does_not_exist_does_nothing() {
        var run = Samples.run();

        store().compact(run, 256);

        assertThat(store().read(run, 0, 10)).isEmpty();
        assertThat(store().append(run, Samples.batch(1))).isTrue();
    }

    @Test
    void readers_and_appenders_do_not_notice_a_compaction() {
        var run = Samples.run();
        append(run, 1, 300);
        var compacted = new AtomicBoolean();

        List<Long> reads =
                Race.run(
                        List.of(
                                () -> {
                                    store().compact(run, 100);
                                    store().compact(run, 256);
                                    compacted.set(true);
                                    return 0L;
                                },
                                () -> readUntil(run, compacted),
                                () -> readUntil(run, compacted),
                                () -> {
                                    append(run, 301, 320);
                                    return 0L;
                                }));

        assertThat(reads.subList(1, 3)).as("reads of each reader").allMatch(count -> count > 0);
        assertReads(run, 320);
    }

    /// @return how many reads there were
    private long readUntil(RunKey run, AtomicBoolean done) {
        long reads = 0;
        boolean last;
        do {
            last = done.get();
            var read = store().read(run, 0, 300);
            assertSame(read, LongStream.rangeClosed(1, 300).mapToObj(Samples::batch).toList());
            reads++;
        } while (!last);
        return reads;
    }

    /// Appends batches `from` to `to` (inclusive).
    protected final void append(RunKey run, long from, long to) {
        for (long number = from; number <= to; number++) {
            assertThat(store().append(run, Samples.batch(number))).as("%d", number).isTrue();
        }
    }

    /// Asserts that the run has exactly the batches 1 to `last`, read at once and in parts.
    protected final void assertReads(RunKey run, int last) {
        var expected = LongStream.rangeClosed(1, last).mapToObj(Samples::batch).toList();
        assertSame(store().read(run, 0, Integer.MAX_VALUE), expected);
        for (int limit : new int[] {97, 256}) {
            var pages = new ArrayList<StoredBatch>();
            List<StoredBatch> page;
            do {
                page = store().read(run, pages.size(), limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                pages.addAll(page);
            } while (page.size() == limit);
            assertSame(pages, expected);
        }
    }

    private static void assertSame(List<StoredBatch> actual, List<StoredBatch> expected) {
        assertThat(numbers(actual)).isEqualTo(numbers(expected));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).bytes())
                    .as("bytes of batch %d", expected.get(i).number())
                    .isEqualTo(expected.get(i).bytes());
        }
    }

    private static List<Long> numbers(List<StoredBatch> batches) {
        return batches.stream().map(StoredBatch::number).toList();
    }
}
