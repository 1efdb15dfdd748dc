package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunQuery;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.engine.ReferenceWorkflows.Scenario;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: wherever the host dies, the run ends as if it had not.
///
/// Method: each reference workflow runs once to count its effects, then once per effect with a host
/// that dies just before it and once with one that dies just after.
class CrashAtEveryEffectTest {
    private record End(
            RunStatus status, String outcome, List<String> effects, List<String> undone) {}

    static List<Scenario> scenarios() {
        return ReferenceWorkflows.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_run_ends_the_same_wherever_its_host_dies(Scenario scenario) {
        var counting = CrashAt.never();
        End expected = run(scenario, counting);

        int cases = 0;
        for (int effect = 0; effect < counting.seen().size(); effect++) {
            for (Side side : Side.values()) {
                End end = run(scenario, CrashAt.effect(effect, side));
                assertThat(end)
                        .as(
                                "%s: died %s effect %d, %s",
                                scenario, side, effect, counting.seen().get(effect))
                        .isEqualTo(expected);
                cases++;
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(10);
    }

    private static End run(Scenario scenario, Effects effects) {
        var work = new Work().failing("flaky", 1).breaking("broken");
        var type = ReferenceWorkflows.type("reference", scenario.code());
        var belay =
                TestEnvironment.builder()
                        .workflow(type)
                        .workflow(ReferenceWorkflows.CHILD)
                        .workflow(ReferenceWorkflows.WAITING_CHILD)
                        .activity(Work.DO, work::perform)
                        .activity(Work.UNDO, work::undo)
                        .effects(effects)
                        .build();
        var run = belay.start(type, "id", "input");
        scenario.stimulus().accept(belay, run);
        belay.runUntilIdle();
        assertThat(open(belay)).as(run::explain).isEmpty();
        var ended = run.ended();
        String outcome =
                ended.result() != null
                        ? run.result()
                        : String.valueOf(ended.failure() == null ? "" : ended.failure().summary());
        return new End(
                ended.status(),
                outcome,
                work.effects.values().stream().sorted().toList(),
                distinct(work.undone));
    }

    /// An attempt that was lost after it took effect is performed again: at least once, in order.
    private static List<String> distinct(List<String> undone) {
        return undone.stream().distinct().toList();
    }

    private static List<String> open(TestEnvironment belay) {
        return belay
                .client()
                .list(
                        RunQuery.all(Workspace.DEFAULT, 100)
                                .withStatuses(
                                        Set.of(
                                                RunStatus.SCHEDULED,
                                                RunStatus.RUNNING,
                                                RunStatus.BLOCKED)))
                .items()
                .stream()
                .map(head -> head.workflow() + " is " + head.status())
                .toList();
    }
}
