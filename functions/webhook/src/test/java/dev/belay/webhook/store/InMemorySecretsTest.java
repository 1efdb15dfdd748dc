package dev.belay.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.webhook.SecretStore;
import org.junit.jupiter.api.Test;

class InMemorySecretsTest extends SecretStoreContract {
    private final InMemorySecrets store = new InMemorySecrets();

    @Override
    protected SecretStore store() {
        return store;
    }

    @Test
    void two_values_are_live_during_a_rotation() {
        store.put(Workspace.DEFAULT, "key", "new", "old");

        assertThat(store.secret(Workspace.DEFAULT, "key").orElseThrow().live())
                .containsExactly("new", "old");
    }
}
