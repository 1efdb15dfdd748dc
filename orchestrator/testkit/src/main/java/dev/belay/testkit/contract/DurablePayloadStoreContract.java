package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a [dev.belay.core.port.PayloadStore] that outlives its process promises.
public abstract class DurablePayloadStoreContract extends PayloadStoreContract {
    /// Closes the store as a process that ends does, and opens it again on what it kept; [#store]
    /// is the new one then.
    protected abstract void reopen();

    @Test
    void payloads_survive_a_reopen() {
        var workspace = Samples.workspace();
        var stored = store().put(workspace, Samples.bytes(70_000));

        reopen();

        assertThat(store().get(workspace, stored)).isEqualTo(Samples.bytes(70_000));
    }
}
