package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.StoredBatch;
import dev.belay.core.model.Limits;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Goal: what a history costs, and that nothing of an open run is lost to expiry.
///
/// Method: the capacity that the service reports, and a time that the test moves.
class HistoryCostTest {
    private static final long PAGE = Limits.BATCHES_PER_PAGE;

    @Test
    void appending_a_kilobyte_costs_one_write_unit_and_one_request() {
        try (var installation = new Installation()) {
            var run = Samples.run();

            var usage =
                    installation.usageOf(() ->
                            installation.ports.histories().append(run, Samples.batch(1, 930)));

            assertThat(usage.writeUnits()).isEqualTo(1);
            assertThat(usage.readUnits()).isZero();
            assertThat(usage.requests()).isEqualTo(Map.of("DynamoDb.PutItem", 1L));
        }
    }

    @Test
    void a_new_run_and_a_short_run_are_read_with_one_request() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 20);

            assertThat(installation.usageOf(() -> read(installation, run)).requests())
                    .isEqualTo(Map.of("DynamoDb.Query", 1L));
            assertThat(installation.usageOf(() -> read(installation, Samples.run())).requests())
                    .isEqualTo(Map.of("DynamoDb.Query", 1L));
        }
    }

    @Test
    void what_else_belongs_to_a_run_is_not_in_the_way_of_its_history() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 3);
            installation.ports.runs().save(Samples.openHead(run, 1));
            Samples.inboxItems().forEach(item -> installation.ports.inbox().add(run, item));

            assertThat(read(installation, run)).isEqualTo(3);
        }
    }

    @Test
    void a_long_run_is_read_with_a_request_per_page_and_two_more() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 2 * PAGE + 5);
            installation.ports.histories().compact(run, 2 * PAGE);

            var usage = installation.usageOf(() -> read(installation, run));

            // Single batches, as many as a page has; the list of pages; the second page; the rest.
            assertThat(usage.requests()).isEqualTo(Map.of("DynamoDb.Query", 4L));
        }
    }

    @Test
    void compaction_costs_far_less_than_a_write_unit_per_batch() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, PAGE);

            var usage =
                    installation.usageOf(() -> installation.ports.histories().compact(run, PAGE));

            assertThat(usage.writeUnits()).isLessThan(PAGE / 10.0);
        }
    }

    @Test
    void pages_answer_when_the_batches_in_them_have_expired() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, PAGE + 10);
            installation.ports.histories().compact(run, PAGE + 7);
            LongStream.rangeClosed(1, PAGE + 7)
                    .forEach(number -> installation.delete(Keys.batch(run, number)));

            assertThat(read(installation, run)).isEqualTo(PAGE + 10);
            assertThat(installation.ports.histories().read(run, 100, 20))
                    .extracting(StoredBatch::number)
                    .containsExactlyElementsOf(LongStream.rangeClosed(101, 120).boxed().toList());
            assertThat(installation.ports.histories().read(run, PAGE + 5, 20)).hasSize(5);
        }
    }

    @Test
    void pages_answer_when_every_batch_has_expired() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 10);
            installation.ports.histories().compact(run, 10);
            LongStream.rangeClosed(1, 10)
                    .forEach(number -> installation.delete(Keys.batch(run, number)));

            assertThat(read(installation, run)).isEqualTo(10);
            assertThat(installation.ports.histories().read(run, 7, 20)).hasSize(3);
        }
    }

    @Test
    void a_history_with_a_hole_is_an_error_and_never_a_shorter_history() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 10);
            installation.delete(Keys.batch(run, 4));

            assertThatThrownBy(() -> read(installation, run))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                    .hasMessageContaining(run.toString())
                    .hasMessageContaining("lacks batch 4");
        }
    }

    @Test
    void reading_an_open_run_extends_what_would_expire_within_the_retention() {
        var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
        InstantSource time = now::get;
        try (var installation = new Installation(time)) {
            var retention = installation.config.retention();
            var run = Samples.run();
            installation.append(run, 1, 30);
            installation.ports.histories().compact(run, 20);

            now.updateAndGet(t -> t.plus(retention.minus(Duration.ofDays(1))));
            var early = installation.usageOf(() -> read(installation, run));
            now.updateAndGet(t -> t.plus(Duration.ofDays(2)));
            read(installation, run);

            assertThat(early.writeUnits()).as("too early to pay for").isZero();
            long expected = now.get().plus(retention.multipliedBy(2)).getEpochSecond();
            for (long number = 1; number <= 30; number++) {
                assertThat(Items.number(installation.item(Keys.batch(run, number)), Items.EXPIRES))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void reading_pages_extends_them_too() {
        var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
        try (var installation = new Installation(now::get)) {
            var run = Samples.run();
            installation.append(run, 1, 10);
            installation.ports.histories().compact(run, 10);
            LongStream.rangeClosed(1, 10)
                    .forEach(number -> installation.delete(Keys.batch(run, number)));

            now.updateAndGet(t -> t.plus(Duration.ofDays(31)));
            read(installation, run);

            var expected = Expiry.seconds(now.get().plus(Duration.ofDays(60)));
            var page = new ItemKey(Keys.run(run), Keys.page(10));
            var chunk = new ItemKey(Keys.blob(Blobs.page(run, 1, 10)), "0000");
            assertThat(installation.item(page)).containsEntry(Items.EXPIRES, expected);
            assertThat(installation.item(chunk)).containsEntry(Items.EXPIRES, expected);
        }
    }

    @Test
    void whoever_may_only_read_writes_nothing() {
        var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
        try (var installation = new Installation(now::get)) {
            var run = Samples.run();
            installation.append(run, 1, 10);
            now.updateAndGet(t -> t.plus(Duration.ofDays(59)));
            var readers =
                    AwsPorts.Readers.of(
                            installation.config, installation.clients.dynamoDb(), null, now::get);

            var usage =
                    installation.usageOf(
                            () -> assertThat(readers.histories().read(run, 0, 20)).hasSize(10));

            assertThat(usage.requests()).isEqualTo(Map.of("DynamoDb.Query", 1L));
        }
    }

    private static int read(Installation installation, RunKey run) {
        return installation.ports.histories().read(run, 0, Integer.MAX_VALUE).size();
    }
}
