package dev.belay.api.access;

import java.util.Optional;

/// Who is let in.
///
/// @param trustsLocal whether who sends no credentials is taken for whoever uses this machine; only
///   for a server that nothing but this machine reaches
/// @param localToken lets in the commands of this machine; empty where there is none
/// @param issuer whose tokens count besides API keys
public record AccessSettings(
        boolean trustsLocal, Optional<String> localToken, Optional<TokenIssuer> issuer) {
    /// Nobody but who has an API key.
    public static final AccessSettings KEYS_ONLY =
            new AccessSettings(false, Optional.empty(), Optional.empty());

    /// Everybody on this machine.
    public static final AccessSettings LOCAL =
            new AccessSettings(true, Optional.empty(), Optional.empty());

    public AccessSettings withLocalToken(String token) {
        return new AccessSettings(trustsLocal, Optional.of(token), issuer);
    }

    public AccessSettings withIssuer(TokenIssuer trusted) {
        return new AccessSettings(trustsLocal, localToken, Optional.of(trusted));
    }
}
