package dev.belay.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What a [PayloadStore] promises.
public abstract class PayloadStoreContract {
    /// The store under test, the same one throughout a test.
    protected abstract PayloadStore store();

    /// Changes a bit of the stored bytes behind the store's back.
    protected abstract void damage(Workspace workspace, Payload.Stored payload);

    @Test
    void what_was_stored_comes_back() {
        var workspace = Samples.workspace();
        for (int size : new int[] {0, 1, 100, 70_000, 1_000_000}) {
            byte[] bytes = Samples.bytes(size);

            Payload.Stored stored = store().put(workspace, bytes);

            assertThat(stored.size()).isEqualTo(size);
            assertThat(store().get(workspace, stored)).isEqualTo(bytes);
        }
    }

    @Test
    void the_largest_payload_comes_back() {
        var workspace = Samples.workspace();
        byte[] bytes = Samples.bytes(Limits.PAYLOAD_BYTES_MAX);

        assertThat(store().get(workspace, store().put(workspace, bytes))).isEqualTo(bytes);
    }

    @Test
    void a_payload_is_addressed_by_its_sha_256() {
        Payload.Stored stored = store().put(Samples.workspace(), new byte[] {'a', 'b', 'c'});

        assertThat(stored)
                .isEqualTo(
                        new Payload.Stored(
                                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                                3));
    }

    @Test
    void storing_the_same_bytes_again_changes_nothing() {
        var workspace = Samples.workspace();
        byte[] bytes = Samples.bytes(50_000);

        Payload.Stored first = store().put(workspace, bytes);
        Payload.Stored second = store().put(workspace, bytes.clone());

        assertThat(second).isEqualTo(first);
        assertThat(store().get(workspace, first)).isEqualTo(bytes);
    }

    @Test
    void writers_of_the_same_bytes_do_not_disturb_each_other() {
        var workspace = Samples.workspace();
        byte[] bytes = Samples.bytes(300_000);
        Callable<Boolean> writer =
                () -> {
                    Payload.Stored stored = store().put(workspace, bytes);
                    return Arrays.equals(store().get(workspace, stored), bytes);
                };

        assertThat(Race.run(List.of(writer, writer, writer))).containsOnly(true);
    }

    @Test
    void changing_the_callers_arrays_does_not_change_what_is_stored() {
        var workspace = Samples.workspace();
        byte[] given = Samples.bytes(100);
        Payload.Stored stored = store().put(workspace, given);

        given[0] ^= 1;
        store().get(workspace, stored)[1] ^= 1;

        assertThat(store().get(workspace, stored)).isEqualTo(Samples.bytes(100));
    }

    @Test
    void missing_bytes_are_told() {
        var missing = new Payload.Stored("0".repeat(64), 10);

        assertCorrupt(Samples.workspace(), missing);
    }

    @Test
    void damaged_bytes_are_told() {
        var workspace = Samples.workspace();
        Payload.Stored stored = store().put(workspace, Samples.bytes(40_000));

        damage(workspace, stored);

        assertCorrupt(workspace, stored);
    }

    @Test
    void a_payload_of_another_workspace_is_missing() {
        var workspace = Samples.workspace();
        Payload.Stored stored = store().put(workspace, Samples.bytes(1_000));

        assertCorrupt(Samples.workspace(), stored);
        assertCorrupt(new Workspace(workspace.name() + ".x"), stored);
    }

    private void assertCorrupt(Workspace workspace, Payload.Stored payload) {
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> store().get(workspace, payload))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_CORRUPT))
                .withMessageContaining(payload.sha256());
    }
}
