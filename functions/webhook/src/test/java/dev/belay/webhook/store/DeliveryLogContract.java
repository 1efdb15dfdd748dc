package dev.belay.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.client.Ids;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.DeliveryLog;
import dev.belay.webhook.verify.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a [DeliveryLog] promises.
public abstract class DeliveryLogContract {
    private static final Workspace HERE = new Workspace("here");
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    protected static final int LINES_MAX = 100;

    private final Ids ids = new Ids(() -> NOW, new Random(3));

    /// A log that keeps [#LINES_MAX] lines.
    protected abstract DeliveryLog log();

    private Delivery line(String deliveryId, Outcome outcome, @Nullable Payload body) {
        return new Delivery(
                ids.newItemId(),
                NOW,
                deliveryId,
                outcome,
                "push",
                Map.of("content-type", "application/json"),
                body);
    }

    @Test
    void every_kind_of_line_is_found_as_it_was_added() {
        RunId run = ids.newRunId();
        List<Delivery> lines =
                List.of(
                        line("1", new Outcome.Accepted(run), Payload.Inline.of("{\"a\":1}")),
                        line("1", new Outcome.Duplicate(run), null),
                        line("2", new Outcome.Skipped("not main"), Payload.Inline.of("")),
                        line("", new Outcome.Handshake("ping"), null),
                        line(
                                "3",
                                new Outcome.Refused(Refusal.NO_MAPPING, "BLY-1013"),
                                new Payload.Stored("ab".repeat(32), 70_000)));

        lines.forEach(line -> log().add(HERE, "orders", line));

        for (Delivery line : lines) {
            assertThat(log().find(HERE, "orders", line.id())).contains(line);
        }
        assertThat(log().list(HERE, "orders", 10, null).items())
                .containsExactlyElementsOf(lines.reversed());
        assertThat(log().find(HERE, "orders", "../orders")).isEmpty();
    }

    @Test
    void a_delivery_id_leads_to_the_first_run_that_it_had() {
        RunId first = ids.newRunId();
        log().add(HERE, "orders", line("1", new Outcome.Accepted(first), null));
        log().add(HERE, "orders", line("1", new Outcome.Accepted(ids.newRunId()), null));
        log().add(HERE, "orders", line("2", new Outcome.Skipped("no"), null));

        assertThat(log().firstRun(HERE, "orders", "1")).contains(first);
        assertThat(log().firstRun(HERE, "orders", "2")).isEmpty();
        assertThat(log().firstRun(HERE, "others", "1")).isEmpty();
        assertThat(log().firstRun(new Workspace("here-2"), "orders", "1")).isEmpty();
    }

    @Test
    void a_list_goes_back_page_by_page() {
        for (int i = 0; i < 5; i++) {
            log().add(HERE, "orders", line("d" + i, new Outcome.Skipped("no"), null));
        }

        Page<Delivery> first = log().list(HERE, "orders", 3, null);
        Page<Delivery> second = log().list(HERE, "orders", 3, first.cursor());

        assertThat(first.items())
                .extracting(Delivery::deliveryId)
                .containsExactly("d4", "d3", "d2");
        assertThat(second.items()).extracting(Delivery::deliveryId).containsExactly("d1", "d0");
        assertThat(second.cursor()).isNull();
    }

    @Test
    void the_oldest_lines_go_and_their_delivery_ids_with_them() {
        for (int i = 0; i < 3 * LINES_MAX; i++) {
            log().add(HERE, "orders", line("d" + i, new Outcome.Accepted(ids.newRunId()), null));
        }
        log().add(HERE, "others", line("d0", new Outcome.Accepted(ids.newRunId()), null));

        assertThat(log().list(HERE, "orders", 3 * LINES_MAX, null).items().size())
                .isBetween(LINES_MAX, LINES_MAX + 50);
        assertThat(log().firstRun(HERE, "orders", "d0")).isEmpty();
        assertThat(log().firstRun(HERE, "orders", "d" + (3 * LINES_MAX - 1))).isPresent();
        assertThat(log().firstRun(HERE, "others", "d0")).isPresent();
    }

    @Test
    void whoever_proves_nothing_cannot_push_out_what_was_delivered() {
        Delivery delivered = line("1", new Outcome.Accepted(ids.newRunId()), null);
        log().add(HERE, "orders", delivered);

        for (int i = 0; i < 2 * LINES_MAX; i++) {
            log().add(
                            HERE,
                            "orders",
                            line("", new Outcome.Refused(Refusal.WRONG_SIGNATURE, ""), null));
        }

        List<Delivery> kept = log().list(HERE, "orders", 3 * LINES_MAX, null).items();
        assertThat(kept).contains(delivered);
        assertThat(kept.size()).isLessThan(LINES_MAX);
        assertThat(log().firstRun(HERE, "orders", "1")).isPresent();
    }
}
