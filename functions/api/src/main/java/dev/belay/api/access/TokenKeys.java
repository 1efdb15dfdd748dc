package dev.belay.api.access;

import java.security.PublicKey;
import java.util.Optional;

/// The public keys of an identity provider.
@FunctionalInterface
public interface TokenKeys {
    /// @param kid as the token names it; empty where it names none
    Optional<PublicKey> find(String kid);
}
