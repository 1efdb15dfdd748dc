package dev.belay.local.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void an_activity_costs_one_write_unit_and_six_requests() {
        Usage hundred = Usage.of(activities(100));
        Usage two_hundred = Usage.of(activities(200));

        assertThat(two_hundred.writeUnits() - hundred.writeUnits()).isEqualTo(100);
        assertThat(two_hundred.sqsRequests() - hundred.sqsRequests()).isEqualTo(600);
        assertThat(two_hundred.attempts()).isEqualTo(200);
    }

    @Test
    void a_million_activities_cost_under_four_dollars_beside_lambda() {
        Prices prices = Prices.load();
        Receipt receipt = Receipt.of(Usage.of(activities(1_000)), prices);

        double storeAndQueues =
                receipt.items().stream()
                        .filter(item -> !item.what().equals("Lambda"))
                        .mapToDouble(Receipt.Item::dollars)
                        .sum();

        assertThat(storeAndQueues * 1_000).isLessThan(4);
        assertThat(receipt.total())
                .isCloseTo(
                        receipt.items().stream().mapToDouble(Receipt.Item::dollars).sum(),
                        Offset.offset(1e-12));
    }

    @Test
    void a_timer_over_fifteen_minutes_is_a_row_too() {
        Usage near = Usage.of(timer(NOW.plusSeconds(900)));
        Usage far = Usage.of(timer(NOW.plusSeconds(901)));

        assertThat(far.writeUnits() - near.writeUnits()).isEqualTo(2);
        assertThat(far.sqsRequests()).isEqualTo(near.sqsRequests());
    }

    private static List<Batch> timer(Instant fireAt) {
        return List.of(
                new Batch(
                        1, NOW, List.of(new CommandIssued(1, new Command.StartTimer(fireAt, "")))));
    }

    private static List<Batch> activities(int count) {
        var batches = new ArrayList<Batch>();
        for (int i = 1; i <= count; i++) {
            batches.add(
                    new Batch(
                            i,
                            NOW,
                            List.<HistoryEvent>of(
                                    new HistoryEvent.ActivityCompleted(
                                            i - 1, 1, Payload.Inline.of("\"done\"")),
                                    new CommandIssued(
                                            i,
                                            new Command.ScheduleActivity(
                                                    "charge",
                                                    new TaskQueue(Lane.SYSTEM, "charge"),
                                                    Payload.NULL,
                                                    ActivityOptions.DEFAULT)))));
        }
        return batches;
    }
}
