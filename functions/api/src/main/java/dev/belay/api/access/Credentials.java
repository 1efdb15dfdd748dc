package dev.belay.api.access;

import dev.belay.api.http.Tags;
import dev.belay.api.problem.RefusedException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells who a request comes from by what it shows.
public final class Credentials {
    /// For how long a key counts that another host has revoked.
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private static final int KNOWN_MAX = 1_000;
    private static final String SCHEME = "bearer ";

    private final AccessRuntime runtime;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Caller caller, Instant until, String keyId) {}

    public Credentials(AccessRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param authorization the header; null where there is none
    /// @throws RefusedException 401
    public Caller caller(@Nullable String authorization) {
        AccessSettings settings = runtime.access();
        if (authorization == null) {
            if (settings.trustsLocal()) {
                return Caller.local();
            }
            throw RefusedException.unauthenticated("the request does not say who makes it");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw RefusedException.unauthenticated(
                    "the credentials have another form than a bearer's");
        }
        String bearer = authorization.substring(SCHEME.length()).strip();
        if (settings.localToken().filter(token -> isSame(token, bearer)).isPresent()) {
            return Caller.local();
        }
        if (ApiKeys.isKey(bearer)) {
            return byKey(bearer);
        }
        Optional<TokenIssuer> issuer = settings.issuer();
        if (issuer.isEmpty()) {
            throw RefusedException.unauthenticated(
                    "the credentials are no API key, and no identity provider is trusted here");
        }
        return Tokens.caller(issuer.get(), bearer, runtime.clock().instant());
    }

    private Caller byKey(String bearer) {
        String digest = HexFormat.of().formatHex(Tags.sha256(bearer));
        Instant now = runtime.clock().instant();
        Known before = known.get(digest);
        if (before != null && before.until().isAfter(now)) {
            return before.caller();
        }
        ApiKey key =
                new ApiKeys(runtime.records(), runtime.clock())
                        .verify(bearer)
                        .orElseThrow(() ->
                                RefusedException.unauthenticated(
                                        "the API key is not known, or no longer"));
        var caller = new Caller(Caller.Kind.KEY, key.id(), Map.of(key.workspace(), key.role()));
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        Instant until = now.plus(KNOWN_FOR);
        Instant end = key.expiresAt();
        known.put(
                digest,
                new Known(caller, end != null && end.isBefore(until) ? end : until, key.id()));
        return caller;
    }

    /// Lets a revoked key count no longer here.
    void forget(String keyId) {
        known.values().removeIf(entry -> entry.keyId().equals(keyId));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(Tags.sha256(one), Tags.sha256(other));
    }
}
