package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.history.Batch;
import dev.belay.core.machine.RunState;
import dev.belay.core.machine.RunStateFields;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.engine.ReferenceWorkflows.Scenario;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a state that was written down and read back takes what follows as if it had taken all.
///
/// Method: every history that the reference workflows leave, cut after each of its batches.
class SnapshotOfStateTest {
    static List<Scenario> scenarios() {
        return ReferenceWorkflows.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_follows_a_snapshot_folds_as_if_all_before_had_been_folded(Scenario scenario) {
        var work = new Work().failing("flaky", 1).breaking("broken");
        var type = ReferenceWorkflows.type("reference", scenario.code());
        var belay =
                TestEnvironment.builder()
                        .workflow(type)
                        .workflow(ReferenceWorkflows.CHILD)
                        .workflow(ReferenceWorkflows.WAITING_CHILD)
                        .activity(Work.DO, work::perform)
                        .activity(Work.UNDO, work::undo)
                        .build();
        var started = belay.start(type, "id", "input");
        scenario.stimulus().accept(belay, started);
        belay.runUntilIdle();

        int cuts = 0;
        for (RunKey run : belay.ports().history().runs()) {
            List<Batch> batches =
                    belay.ports().history().read(run, 0, 1_000_000).stream()
                            .map(HistoryFields::fromStored)
                            .toList();
            for (int cut = 1; cut < batches.size(); cut++) {
                foldsTheSame(run, batches, cut);
                cuts++;
            }
        }
        assertThat(cuts).isPositive();
    }

    private static void foldsTheSame(RunKey run, List<Batch> batches, int cut) {
        var whole = new RunState(run);
        batches.subList(0, cut).forEach(whole::apply);
        RunState restored = RunStateFields.fromBytes(run, RunStateFields.toBytes(whole));

        for (Batch batch : batches.subList(cut, batches.size())) {
            whole.apply(batch);
            restored.apply(batch);
            if (whole.status().isClosed()) {
                assertThat(restored.status()).isEqualTo(whole.status());
                assertThat(restored.closing()).isEqualTo(whole.closing());
                assertThat(restored.closedAt()).isEqualTo(whole.closedAt());
            } else {
                assertThat(RunStateFields.toBytes(restored))
                        .isEqualTo(RunStateFields.toBytes(whole));
            }
            assertThat(restored.pending()).containsExactlyElementsOf(whole.pending());
        }
    }
}
