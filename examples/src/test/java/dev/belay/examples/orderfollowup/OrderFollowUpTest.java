package dev.belay.examples.orderfollowup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.client.RunResult;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.examples.orderfollowup.Order.Item;
import dev.belay.examples.support.Host;
import dev.belay.examples.support.Host.Crash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderFollowUpTest {
    private final Host host = new Host();

    @Test
    void a_large_order_gets_a_person() throws InterruptedException {
        FollowUp followUp = follow(order(1_000_00, null));

        assertThat(followUp.contact()).isIn("Ada", "Grace", "Katherine");
        assertThat(host.world.ids("account-managers")).hasSize(1);
        assertThat(host.world.ids("messages")).isEmpty();
    }

    @Test
    void a_smaller_order_gets_a_message() throws InterruptedException {
        FollowUp followUp = follow(order(999_99, null));

        assertThat(followUp.contact()).isEqualTo("service desk");
        assertThat(host.world.ids("account-managers")).isEmpty();
        assertThat(host.world.ids("messages")).hasSize(1);
    }

    @Test
    void each_item_is_reserved_once() throws InterruptedException {
        var order =
                new Order(
                        "o-1",
                        "Lin",
                        List.of(new Item("shoe", 2, 50_00), new Item("lace", 4, 1_00)),
                        null);

        FollowUp followUp = follow(order);

        assertThat(followUp.reservations())
                .extracting(id -> host.world.get("reservations", id).orElseThrow())
                .containsExactly("2 x shoe", "4 x lace");
    }

    @Test
    void an_order_of_nothing_is_followed_up_too() throws InterruptedException {
        assertThat(follow(new Order("o-1", "Lin", List.of(), null)).reservations()).isEmpty();
    }

    @Test
    void the_call_is_made_three_days_later_and_not_before() {
        RunKey run = host.start(OrderFollowUp.TYPE, "o-1", order(10_00, null));

        host.skipTime(Duration.ofDays(3).minusSeconds(1));
        assertThat(host.world.ids("calls")).isEmpty();
        assertThat(host.isClosed(run)).isFalse();

        host.skipTime(Duration.ofSeconds(2));
        assertThat(host.world.ids("calls")).hasSize(1);
        assertThat(host.isClosed(run)).isTrue();
    }

    @Test
    void the_wait_can_be_shortened() throws InterruptedException {
        FollowUp followUp = follow(order(10_00, Duration.ofSeconds(5)));

        assertThat(Duration.between(Host.START, followUp.calledAt()))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void an_item_that_cannot_be_reserved_fails_the_run_before_the_wait()
            throws InterruptedException {
        var order = new Order("o-1", "Lin", List.of(new Item("shoe", 0, 50_00)), null);

        RunResult end = host.endOf(host.start(OrderFollowUp.TYPE, "o-1", order));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(String.valueOf(end.failure())).contains("quantity is 0, expected 1 or more");
        assertThat(host.clock.instant()).isEqualTo(Host.START);
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_at_any_step_changes_nothing_but_time(Crash crash) throws InterruptedException {
        Order order = order(1_000_00, null);
        host.endOf(host.start(OrderFollowUp.TYPE, "o-1", order));

        for (int step = 1; step <= host.steps(); step++) {
            var crashing = new Host(crash, step);
            RunResult end = crashing.endOf(crashing.start(OrderFollowUp.TYPE, "o-1", order));

            assertThat(end.status()).as("crash at %d", step).isEqualTo(RunStatus.COMPLETED);
            assertThat(crashing.world.changes())
                    .as("crash at step %d", step)
                    .isEqualTo(host.world.changes());
        }
    }

    private FollowUp follow(Order order) throws InterruptedException {
        return host.resultOf(OrderFollowUp.TYPE, host.start(OrderFollowUp.TYPE, order.id(), order));
    }

    private static Order order(long cents, @Nullable Duration wait) {
        return new Order("o-1", "Lin", List.of(new Item("shoe", 1, cents)), wait);
    }
}
