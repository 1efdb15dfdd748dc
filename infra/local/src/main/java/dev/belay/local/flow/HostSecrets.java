package dev.belay.local.flow;

import dev.belay.core.model.Workspace;
import dev.belay.functions.http.secret.EnvironmentSecrets;
import dev.belay.functions.http.secret.SecretStore;
import dev.belay.webhook.store.SecretDirectory;
import java.util.Optional;

/// The secrets that requests of flows refer to: files of the data directory, and where there is no
/// such file, the environment of the process.
public final class HostSecrets implements SecretStore {
    private final SecretDirectory files;
    private final SecretStore environment;

    public HostSecrets(SecretDirectory files) {
        this(files, EnvironmentSecrets.ofProcess());
    }

    HostSecrets(SecretDirectory files, SecretStore environment) {
        this.files = files;
        this.environment = environment;
    }

    @Override
    public Optional<String> secret(Workspace workspace, String name) {
        return files.secret(workspace, name)
                .map(secret -> secret.live().getFirst())
                .or(() -> environment.secret(workspace, name));
    }
}
