package dev.belay.functions.http.secret;

import dev.belay.core.model.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets of a process that somebody put in. They are gone with it.
public final class InMemorySecrets implements SecretStore {
    private final Map<Key, String> secrets = new ConcurrentHashMap<>();

    private record Key(Workspace workspace, String name) {}

    public InMemorySecrets put(Workspace workspace, String name, String value) {
        secrets.put(new Key(workspace, name), value);
        return this;
    }

    @Override
    public Optional<String> secret(Workspace workspace, String name) {
        return Optional.ofNullable(secrets.get(new Key(workspace, name)));
    }
}
