package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a [RunIndex] promises about one run; [RunListContract] is about lists.
public abstract class RunIndexContract extends RunListContract {
    @Test
    void a_workflow_id_that_was_never_used_has_no_run() {
        assertThat(index().current(Samples.workspace(), Samples.workflowId())).isEmpty();
    }

    @Test
    void the_first_run_of_a_workflow_id_is_its_newest() {
        var workspace = Samples.workspace();
        var id = Samples.workflowId();
        RunId run = Samples.runId();

        assertThat(index().point(workspace, id, null, run)).isTrue();

        assertThat(index().current(workspace, id)).contains(run);
    }

    @Test
    void a_newer_run_takes_over_from_the_one_that_it_expects() {
        var workspace = Samples.workspace();
        var id = Samples.workflowId();
        RunId first = Samples.runId();
        RunId second = Samples.runId();
        assertThat(index().point(workspace, id, null, first)).isTrue();

        assertThat(index().point(workspace, id, first, second)).isTrue();

        assertThat(index().current(workspace, id)).contains(second);
    }

    @Test
    void an_expectation_that_does_not_hold_changes_nothing() {
        var workspace = Samples.workspace();
        var id = Samples.workflowId();
        RunId first = Samples.runId();
        RunId other = Samples.runId();

        assertThat(index().point(workspace, id, other, first)).isFalse();
        assertThat(index().current(workspace, id)).isEmpty();

        assertThat(index().point(workspace, id, null, first)).isTrue();
        assertThat(index().point(workspace, id, null, other)).isFalse();
        assertThat(index().point(workspace, id, other, Samples.runId())).isFalse();
        assertThat(index().current(workspace, id)).contains(first);
    }

    @Test
    void of_runs_that_race_for_a_workflow_id_one_wins() {
        var workspace = Samples.workspace();
        for (int round = 0; round < 10; round++) {
            var id = Samples.workflowId();
            var runs = List.of(Samples.runId(), Samples.runId(), Samples.runId(), Samples.runId());
            var racers = new ArrayList<Callable<Boolean>>();
            runs.forEach(run -> racers.add(() -> index().point(workspace, id, null, run)));

            List<Boolean> won = Race.run(racers);

            assertThat(Collections.frequency(won, true)).isEqualTo(1);
            assertThat(index().current(workspace, id)).contains(runs.get(won.indexOf(true)));
        }
    }

    @Test
    void workspaces_may_use_the_same_workflow_id() {
        var id = Samples.workflowId();
        var workspace = Samples.workspace();
        var other = new Workspace(workspace.name() + "-2");
        RunId run = Samples.runId();
        assertThat(index().point(workspace, id, null, run)).isTrue();

        assertThat(index().current(other, id)).isEmpty();
        assertThat(index().point(other, id, null, Samples.runId())).isTrue();
        assertThat(index().current(workspace, id)).contains(run);
    }

    @Test
    void unusual_workflow_ids_are_kept_apart() {
        var workspace = Samples.workspace();
        var runs = new ArrayList<RunKey>();
        for (String value : Samples.UNUSUAL_WORKFLOW_IDS) {
            var run = Samples.run(workspace);
            assertThat(index().point(workspace, new WorkflowId(value), null, run.runId()))
                    .as(value)
                    .isTrue();
            index().save(Samples.openHead(run, new WorkflowId(value), 1));
            runs.add(run);
        }

        for (int i = 0; i < runs.size(); i++) {
            String value = Samples.UNUSUAL_WORKFLOW_IDS.get(i);
            assertThat(index().current(workspace, new WorkflowId(value)))
                    .as(value)
                    .contains(runs.get(i).runId());
            assertThat(index().head(runs.get(i)))
                    .as(value)
                    .contains(Samples.openHead(runs.get(i), new WorkflowId(value), 1));
        }
    }

    @Test
    void a_run_without_a_head_has_none() {
        assertThat(index().head(Samples.run())).isEmpty();
    }

    @Test
    void a_head_comes_back_whole() {
        var full = Samples.head(Samples.run(), 7);
        var bare = Samples.openHead(Samples.run(), 0);

        index().save(full);
        index().save(bare);

        assertThat(index().head(full.run())).contains(full);
        assertThat(index().head(bare.run())).contains(bare);
    }

    @Test
    void a_newer_head_overwrites_an_older_one() {
        var run = Samples.run();
        var newer = Samples.head(run, 4);
        index().save(Samples.openHead(run, 3));

        index().save(newer);

        assertThat(index().head(run)).contains(newer);
    }

    @Test
    void an_older_or_equal_head_never_overwrites() {
        var run = Samples.run();
        var kept = Samples.head(run, 4);
        index().save(kept);

        index().save(Samples.openHead(run, 3));
        index().save(Samples.openHead(run, 4));

        assertThat(index().head(run)).contains(kept);
    }

    @Test
    void of_heads_that_race_the_newest_stays() {
        var run = Samples.run();
        List<RunHead> heads =
                LongStream.rangeClosed(1, 16).mapToObj(n -> Samples.openHead(run, n)).toList();
        var racers = new ArrayList<Callable<Boolean>>();
        for (int racer = 0; racer < 4; racer++) {
            int from = racer;
            racers.add(() -> {
                for (int i = from; i < heads.size(); i += 4) {
                    index().save(heads.get(i));
                }
                return true;
            });
        }

        assertThat(Race.run(racers)).containsOnly(true);

        assertThat(index().head(run)).contains(heads.getLast());
    }

    @Test
    void the_same_run_id_in_another_workspace_is_another_run() {
        var run = Samples.run();
        var namesake = new RunKey(new Workspace(run.workspace().name() + "-2"), run.runId());
        index().save(Samples.openHead(run, 5));

        assertThat(index().head(namesake)).isEmpty();
        index().save(Samples.openHead(namesake, 1));
        assertThat(index().head(run)).contains(Samples.openHead(run, 5));
        assertThat(index().head(namesake)).contains(Samples.openHead(namesake, 1));
    }
}
