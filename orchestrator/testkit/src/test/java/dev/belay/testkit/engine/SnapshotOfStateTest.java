package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.codec.HistoryFields;
import dev.belay.core.history.Batch;
import dev.belay.core.machine.RunState;
import dev.belay.core.machine.RunStateFields;
import dev.belay.core.model.RunKey;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.reference.ReferenceActivities;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a state that was written down and read back takes what follows as if it had taken all.
///
/// Method: every history that the reference workflows leave, cut after each of its batches.
class SnapshotOfStateTest {
    static List<ReferenceWorkflow> workflows() {
        return ReferenceWorkflows.all();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void what_follows_a_snapshot_folds_as_if_all_before_had_been_folded(
            ReferenceWorkflow workflow) {
        var work = new Work();
        var type = workflow.type();
        var builder =
                TestEnvironment.builder()
                        .activity(ReferenceActivities.DO, work::perform)
                        .activity(ReferenceActivities.UNDO, work::undo)
                        .activity(ReferenceActivities.PAY, work::perform);
        workflow.addTo(builder);
        var belay = builder.build();
        var started = belay.start(type, "id", "input");
        workflow.stimuli().forEach(stimulus -> stimulus.apply(belay, started));
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
