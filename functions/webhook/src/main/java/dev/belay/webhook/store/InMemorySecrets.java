package dev.belay.webhook.store;

import dev.belay.core.model.Workspace;
import dev.belay.webhook.SecretStore;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Secrets in a map: for tests and trials.
public final class InMemorySecrets implements SecretStore {
    private final ConcurrentMap<Name, Secret> secrets = new ConcurrentHashMap<>();

    private record Name(Workspace workspace, String name) {}

    @Override
    public Optional<Secret> secret(Workspace workspace, String name) {
        return Optional.ofNullable(secrets.get(new Name(workspace, name)));
    }

    @Override
    public boolean learn(Workspace workspace, String name, String value) {
        return secrets.putIfAbsent(new Name(workspace, name), Secret.of(value)) == null;
    }

    /// @param live values, the newest first
    public void put(Workspace workspace, String name, String... live) {
        secrets.put(new Name(workspace, name), Secret.of(live));
    }
}
