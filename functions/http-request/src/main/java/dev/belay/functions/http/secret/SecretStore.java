package dev.belay.functions.http.secret;

import dev.belay.core.model.Workspace;
import java.util.Optional;

/// Keeps secrets. Only the activity asks it, at the moment it sends a request: histories hold
/// references.
@FunctionalInterface
public interface SecretStore {
    SecretStore NONE = (_, _) -> Optional.empty();

    /// @return a text; one that is a JSON object has members that references may name. Nothing
    ///   where the workspace has no such secret, whatever others have
    Optional<String> secret(Workspace workspace, String name);
}
