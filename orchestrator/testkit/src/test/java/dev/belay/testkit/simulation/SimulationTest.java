package dev.belay.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.model.RunStatus;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever goes wrong, no promise is broken, and a seed that breaks one told all about it.
///
/// Method: as many seeds as `-Dsimulation.seeds` says. `./belay simulate` runs more of them.
class SimulationTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 4_000);

    static LongStream someSeeds() {
        return LongStream.of(3, 11, 71, 129, 720, 8_712);
    }

    static List<ReferenceWorkflow> workflows() {
        return ReferenceWorkflows.simulated();
    }

    @Test
    void no_seed_breaks_a_promise() throws InterruptedException {
        assertKept(campaign(Simulation.Options.DEFAULT, SEEDS));
    }

    @Test
    void no_seed_breaks_a_promise_where_hosts_forget_every_run_that_waits()
            throws InterruptedException {
        assertKept(campaign(Simulation.Options.DEFAULT.withSuspendAlways(), SEEDS / 4));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void no_seed_breaks_a_promise_of(ReferenceWorkflow workflow) throws InterruptedException {
        var alone = Simulation.Options.DEFAULT.withWorkflows(List.of(workflow));

        assertKept(campaign(alone, Math.max(SEEDS / 100, 1)));
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void a_seed_makes_the_same_world_again(long seed) {
        List<String> first = Simulation.of(seed).trace();

        assertThat(first).isNotEmpty();
        assertThat(Simulation.of(seed).trace()).isEqualTo(first);
    }

    @Test
    void every_kind_of_fault_strikes() throws InterruptedException {
        Campaign.Report report = campaign(Simulation.Options.DEFAULT, SEEDS);

        assertThat(report.coverage().faults()).hasSize(FaultKind.values().length);
        assertThat(report.coverage().faults().values()).allMatch(count -> count > 0);
    }

    @Test
    void a_broken_promise_is_told_with_its_seed_and_the_fewest_faults_that_break_it() {
        var good = ReferenceWorkflows.all().getFirst();
        var wrong =
                new ReferenceWorkflow(
                        good.name(),
                        good.definition(),
                        List.of(),
                        RunStatus.FAILED,
                        "",
                        List.of(),
                        false,
                        null);
        var simulation = Simulation.of(7, Simulation.Options.DEFAULT.withWorkflows(List.of(wrong)));

        assertThatThrownBy(simulation::run)
                .isInstanceOfSatisfying(
                        SimulationFailure.class, failure -> assertThat(failure.seed()).isEqualTo(7))
                .hasMessageContaining("seed 7 breaks RUN_ENDS_AS_ITS_CODE_SAYS")
                .hasMessageContaining("./belay simulate --seed 7")
                .hasMessageContaining("With these faults alone:")
                .hasMessageContaining("What happened:")
                .hasMessageContaining("#1 ScheduleActivity do");
    }

    private static Campaign.Report campaign(Simulation.Options options, long seeds)
            throws InterruptedException {
        return new Campaign(options, 2, 1).run(1, seeds, _ -> {});
    }

    private static void assertKept(Campaign.Report report) {
        report.failures()
                .forEach(failure -> {
                    throw failure;
                });
        assertThat(report.runs()).isPositive();
    }
}
