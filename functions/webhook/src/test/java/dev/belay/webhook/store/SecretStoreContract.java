package dev.belay.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.webhook.SecretStore;
import dev.belay.webhook.SecretStore.Secret;
import org.junit.jupiter.api.Test;

/// What a [SecretStore] promises.
public abstract class SecretStoreContract {
    private static final Workspace HERE = new Workspace("here");

    protected abstract SecretStore store();

    @Test
    void what_a_sender_made_up_is_learned_once() {
        assertThat(store().secret(HERE, "asana")).isEmpty();

        assertThat(store().learn(HERE, "asana", "first")).isTrue();
        assertThat(store().learn(HERE, "asana", "second")).isFalse();

        assertThat(store().secret(HERE, "asana")).contains(Secret.of("first"));
    }

    @Test
    void a_secret_is_its_workspaces() {
        assertThat(store().learn(HERE, "asana", "first")).isTrue();

        assertThat(store().secret(new Workspace("here-2"), "asana")).isEmpty();
        assertThat(store().secret(HERE, "asana-2")).isEmpty();
    }

    @Test
    void a_secret_does_not_show_in_text() {
        assertThat(store().learn(HERE, "asana", "hush")).isTrue();

        assertThat(store().secret(HERE, "asana").toString()).doesNotContain("hush");
    }
}
