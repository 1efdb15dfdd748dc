package dev.belay.webhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import dev.belay.webhook.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretDirectoryTest extends SecretStoreContract {
    @TempDir private Path directory = Path.of("");

    @Override
    protected SecretStore store() {
        return new SecretDirectory(directory);
    }

    private void write(String name, String value) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("default"));
        Files.writeString(folder.resolve(name), value);
    }

    @Test
    void a_file_is_a_secret_and_its_line_break_is_not() throws IOException {
        write("github", "It's a secret\n");
        write("pem", "-----BEGIN-----\nabc\n-----END-----\n");

        assertThat(store().secret(Workspace.DEFAULT, "github").orElseThrow().live())
                .containsExactly("It's a secret");
        assertThat(store().secret(Workspace.DEFAULT, "pem").orElseThrow().live())
                .containsExactly("-----BEGIN-----\nabc\n-----END-----");
    }

    @Test
    void the_secret_before_is_live_while_its_file_is_there() throws IOException {
        write("github", "new");
        write("github.previous", "old");

        assertThat(store().secret(Workspace.DEFAULT, "github").orElseThrow().live())
                .containsExactly("new", "old");
    }

    @Test
    void nothing_outside_the_directory_is_a_secret() throws IOException {
        Files.writeString(directory.resolve("outside"), "hush");

        assertThat(store().secret(Workspace.DEFAULT, "../outside")).isEmpty();
        assertThat(store().learn(Workspace.DEFAULT, "../other", "x")).isFalse();
        assertThat(Files.exists(directory.resolve("other"))).isFalse();
    }
}
