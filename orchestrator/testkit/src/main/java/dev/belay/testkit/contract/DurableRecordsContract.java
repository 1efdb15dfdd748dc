package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Order;
import org.junit.jupiter.api.Test;

/// What a [dev.belay.core.port.Records] that outlives its process promises.
public abstract class DurableRecordsContract extends RecordsContract {
    /// Closes the store as a process that ends does, and opens it again on what it kept; [#store]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void records_survive_a_reopen() {
        var workspace = Samples.run().workspace();
        var kept = new Records.Key(workspace, "kept", "a");
        var removed = new Records.Key(workspace, "kept", "b");
        store().put(kept, new byte[] {1});
        store().put(removed, new byte[] {2});
        assertThat(store().remove(removed)).isTrue();

        reopen();

        assertThat(store().get(kept)).hasValue(new byte[] {1});
        assertThat(store().list(workspace, "kept", Order.ASCENDING, null, 9)).hasSize(1);
    }
}
