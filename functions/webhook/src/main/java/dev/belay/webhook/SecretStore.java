package dev.belay.webhook;

import dev.belay.core.model.Workspace;
import java.util.List;
import java.util.Optional;

/// Secrets by workspace and name. They never leave it but to verify with.
public interface SecretStore {
    /// What is live now: the newest first, and, while a rotation is under way, the one before.
    Optional<Secret> secret(Workspace workspace, String name);

    /// Keeps a secret that a sender made up, if there is none of the name yet. Durable when it
    /// returns.
    ///
    /// @return whether it was kept
    boolean learn(Workspace workspace, String name, String value);

    /// @param live values, the newest first
    record Secret(List<String> live) {
        public Secret {
            live = List.copyOf(live);
        }

        public static Secret of(String... live) {
            return new Secret(List.of(live));
        }

        @Override
        public String toString() {
            return "Secret(%d live)".formatted(live.size());
        }
    }
}
