package dev.belay.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.stack.StackReader;
import dev.belay.stack.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a planned bill is counted as the receipt of a run is, and keeps the promised prices.
class CostModelTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Prices PRICES = Prices.load();
    private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

    @ParameterizedTest
    @MethodSource("dev.belay.local.cost.CostModelTest#targets")
    void a_million_costs_no_more_than_promised(Target target) {
        assertThat(target.dollars()).isPositive().isLessThanOrEqualTo(target.most());
    }

    static List<Target> targets() {
        return Target.all(PRICES);
    }

    @Test
    void one_after_another_it_costs_what_receipts_say() {
        var workload = new Workload(1, 5, 3, 2, WEEK, 1);

        Receipt planned = CostModel.of(workload, PRICES);

        assertThat(planned).isEqualTo(Receipt.of(Usage.of(workload.history()), PRICES));
    }

    @Test
    void twice_the_runs_cost_twice_as_much() {
        double once = CostModel.of(new Workload(1_000, 5, 3, 2, WEEK, 1), PRICES).total();
        double twice = CostModel.of(new Workload(2_000, 5, 3, 2, WEEK, 1), PRICES).total();

        assertThat(twice).isCloseTo(2 * once, Offset.offset(1e-9));
    }

    @Test
    void a_short_wait_needs_no_row() {
        double brief = CostModel.of(of(Duration.ofMinutes(15)), PRICES).total();
        double week = CostModel.of(of(WEEK), PRICES).total();

        assertThat(week).isGreaterThan(brief);
        assertThat(CostModel.of(of(Duration.ofDays(365)), PRICES).total()).isEqualTo(week);
    }

    private static Workload of(Duration wait) {
        return new Workload(1_000_000, 0, 0, 1, wait, 1);
    }

    @Test
    void others_cost_their_published_price_for_what_they_count() {
        var workload = new Workload(1_000_000, 9, 0, 0, WEEK, 1);

        assertThat(Rival.all())
                .extracting(Rival::name, rival -> Math.round(rival.dollars(workload)))
                .containsExactly(
                        tuple("Step Functions Standard", 250L),
                        tuple("Lambda durable functions", 80L),
                        tuple("Temporal Cloud", 500L));
    }

    @Test
    void more_than_a_receive_brings_is_refused() {
        assertThatThrownBy(() -> new Workload(1, 1, 0, 0, WEEK, 11))
                .hasMessageContaining("expected 1 to 10");
    }

    @Test
    void an_idle_stack_costs_less_than_five_dollars_a_month() {
        Receipt idle = Idle.of(StackReader.read(Template.read(TEMPLATE, Map.of())));

        assertThat(idle.total()).isBetween(3.0, 5.0);
        assertThat(idle.items()).extracting(Receipt.Item::what).contains("alarms", "sweeps");
    }

    @Test
    void the_documented_prices_are_the_counted_ones() throws IOException {
        String documented = Files.readString(Path.of("..", "..", "docs", "reference", "cost.md"));
        double idle = Idle.of(StackReader.read(Template.read(TEMPLATE, Map.of()))).total();

        assertThat(documented).contains("**$%.2f**".formatted(idle));
        assertThat(Target.all(PRICES))
                .allSatisfy(target ->
                        assertThat(documented)
                                .contains(
                                        "| %s | $%.2f | $%.2f |"
                                                .formatted(
                                                        target.what(),
                                                        Math.ceil(target.dollars() * 100) / 100,
                                                        target.most())));
    }

    @Test
    void what_is_kept_warm_is_paid_by_the_hour() {
        var template = Template.read(TEMPLATE, Map.of("SystemProvisioned", "2"));

        double cold = Idle.of(StackReader.read(Template.read(TEMPLATE, Map.of()))).total();
        double warm = Idle.of(StackReader.read(template)).total();

        // Two of half a gigabyte, for a month.
        assertThat(warm - cold).isCloseTo(730 * 3600 * 0.0000033334, Offset.offset(0.01));
    }
}
