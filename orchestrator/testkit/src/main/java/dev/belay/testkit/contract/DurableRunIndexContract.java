package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.port.RunQuery;
import org.junit.jupiter.api.Test;

/// What a [dev.belay.core.port.RunIndex] that outlives its process promises.
public abstract class DurableRunIndexContract extends RunIndexContract {
    /// Closes the index as a process that ends does, and opens it again on what it kept; [#index]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void heads_and_newest_runs_survive_a_reopen() {
        var run = Samples.run();
        var head = Samples.head(run, 4);
        assertThat(index().point(run.workspace(), head.workflowId(), null, run.runId())).isTrue();
        index().save(head);

        reopen();

        assertThat(index().current(run.workspace(), head.workflowId())).contains(run.runId());
        assertThat(index().point(run.workspace(), head.workflowId(), null, Samples.runId()))
                .isFalse();
        assertThat(index().head(run)).contains(head);
        index().save(Samples.openHead(run, 3));
        assertThat(index().list(RunQuery.all(run.workspace(), 10)).items()).containsExactly(head);
    }
}
