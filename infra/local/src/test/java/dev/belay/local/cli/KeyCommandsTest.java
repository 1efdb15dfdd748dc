package dev.belay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.access.ApiKeys;
import dev.belay.local.backend.EmbeddedBackend;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandsTest {
    @TempDir Path directory = Path.of("");

    private Shell shell() {
        return new Shell(directory.resolve("data"));
    }

    @Test
    void a_key_is_shown_once_listed_and_revoked() {
        Shell.Outcome made =
                shell().run("key", "create", "--role", "operator", "--workspace", "shop");
        assertThat(made.exit()).as(made.err()).isZero();
        String secret = made.out().lines().findFirst().orElseThrow();
        assertThat(secret).matches("blk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
        String id = secret.substring("blk_".length(), "blk_".length() + 12);

        assertThat(shell().run("key", "list", "--workspace", "shop").out())
                .contains(id, "operator")
                .doesNotContain(secret.substring(20));
        assertThat(shell().run("key", "revoke", id).exit()).isZero();
        assertThat(shell().run("key", "list", "--workspace", "shop").out()).contains("no keys");
        assertThat(shell().run("key", "revoke", id).exit()).isEqualTo(Exit.ERROR);
    }

    @Test
    void a_role_that_there_is_not_is_refused() {
        assertThat(shell().run("key", "create", "--role", "god").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void an_address_that_others_reach_is_not_served_without_credentials() {
        Shell.Outcome refused = shell().run("up", "--host", "0.0.0.0", "--port", "0");

        assertThat(refused.exit()).isEqualTo(Exit.ERROR);
        assertThat(refused.err()).contains("BLY-1011", "no credentials", "belay key create");
    }

    @Test
    void credentials_make_it_possible() {
        var options = new AccessOptions();
        options.host = "0.0.0.0";
        try (var backend = EmbeddedBackend.open(directory.resolve("store"))) {
            new ApiKeys(backend.records(), InstantSource.system())
                    .create("*", dev.belay.api.access.Role.ADMIN, null, "test", null);

            assertThat(options.settings(backend.records()).trustsLocal()).isFalse();
        }
    }
}
