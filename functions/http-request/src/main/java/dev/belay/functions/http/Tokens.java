package dev.belay.functions.http;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadCodec;
import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fetches tokens and keeps them, in memory only, while they are good.
final class Tokens {
    private static final int KEPT_MAX = 1_000;
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    /// A token is not used that may expire on the way.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /// For servers that do not say how long theirs are good.
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Statuses TRANSIENT = new Statuses(List.of("408", "425", "429", "5xx"));
    private static final Set<String> OAUTH_ERRORS =
            Set.of(
                    "invalid_client",
                    "invalid_grant",
                    "invalid_request",
                    "invalid_scope",
                    "invalid_target",
                    "unauthorized_client",
                    "unsupported_grant_type");

    private final HttpTransport transport;
    private final PayloadCodec codec;
    private final InstantSource clock;
    private final LinkedHashMap<Key, Held> kept = new LinkedHashMap<>();

    Tokens(HttpTransport transport, PayloadCodec codec, InstantSource clock) {
        this.transport = transport;
        this.codec = codec;
        this.clock = clock;
    }

    /// Two requests share a token if they are of one workspace and prove themselves in exactly the
    /// same way: authority, client, scopes, and each credential.
    ///
    /// @param authentication a hash of it, so that no credential is kept
    record Key(Workspace workspace, String authentication) {}

    /// @param kept whether it was there before it was asked for
    record Held(String token, Instant until, boolean kept) {
        static final Held NONE = new Held("", Instant.MIN, false);

        @Override
        public String toString() {
            return "Held(%s)".formatted(until);
        }
    }

    Held held(Key key, TokenGrant grant, Deadline deadline, Redaction redaction) {
        Held held = good(key);
        if (held == null) {
            held = fetched(grant, deadline, redaction);
            keep(key, held);
        }
        redaction.hide(held.token());
        return held;
    }

    /// Does nothing if another request has brought a newer one meanwhile.
    synchronized void forget(Key key, Held refused) {
        Held now = kept.get(key);
        if (now != null && now.token().equals(refused.token())) {
            kept.remove(key);
        }
    }

    private synchronized @Nullable Held good(Key key) {
        Held held = kept.get(key);
        return held == null || !clock.instant().isBefore(held.until())
                ? null
                : new Held(held.token(), held.until(), true);
    }

    private synchronized void keep(Key key, Held held) {
        Instant now = clock.instant();
        kept.values().removeIf(other -> !now.isBefore(other.until()));
        kept.remove(key);
        if (kept.size() >= KEPT_MAX) {
            kept.remove(kept.firstEntry().getKey());
        }
        if (now.isBefore(held.until())) {
            kept.put(key, held);
        }
    }

    private Held fetched(TokenGrant grant, Deadline deadline, Redaction redaction) {
        Target endpoint = grant.discovery() ? discovered(grant, deadline) : grant.endpoint();
        String sent = grant.headers().getOrDefault("authorization", "");
        redaction.hide(sent.replaceFirst("^Basic ", ""));
        var answer = asked(grant.call(endpoint, codec), deadline);
        if (!(answer.get("access_token") instanceof String token) || token.isEmpty()) {
            throw refused(endpoint, "gave no access_token");
        }
        redaction.hide(token);
        if (answer.get("token_type") instanceof String type && !type.equalsIgnoreCase("bearer")) {
            throw refused(endpoint, "gave a token of a type that is not Bearer");
        }
        if (!grant.issuers().isEmpty() && !grant.mayIssue(Jwts.issuer(token, codec))) {
            throw refused(endpoint, "gave a token that names none of 'issuers' as its issuer");
        }
        return new Held(token, clock.instant().plus(goodFor(answer.get("expires_in"))), false);
    }

    private static Duration goodFor(@Nullable Object seconds) {
        Duration said = UNSAID;
        if (seconds instanceof Number number) {
            said = Duration.ofSeconds(Math.clamp(number.longValue(), 0, LONGEST.toSeconds()));
        } else if (seconds instanceof String text && text.matches("[0-9]{1,9}")) {
            said = Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds()));
        }
        return said.minus(MARGIN);
    }

    private Target discovered(TokenGrant grant, Deadline deadline) {
        Target description = grant.description();
        var call = new Call("GET", description, Map.of("accept", "application/json"), new byte[0]);
        var answer = asked(call, deadline);
        if (!(answer.get("issuer") instanceof String issuer) || !grant.mayIssue(issuer)) {
            throw refused(description, "describes an issuer that was not asked for");
        }
        if (!(answer.get("token_endpoint") instanceof String endpoint)) {
            throw refused(description, "describes no token_endpoint");
        }
        return description.redirected(endpoint);
    }

    /// Follows no redirect: credentials go where they were meant to go.
    private Map<?, ?> asked(Call call, Deadline deadline) {
        Reply reply = transport.exchange(call, deadline.left(), ANSWER_BYTES_MAX);
        Map<?, ?> answer = read(reply.body());
        if (reply.status() / 100 == 2) {
            return answer;
        }
        Object error = answer.get("error");
        String said =
                error instanceof String text && OAUTH_ERRORS.contains(text) ? ", " + text : "";
        String message =
                "no token from %s: it answered %d%s"
                        .formatted(call.target().origin(), reply.status(), said);
        if (TRANSIENT.contain(reply.status())) {
            throw new ActivityException(
                    "http-" + reply.status(),
                    message,
                    true,
                    RetryAfter.parse(reply.headers().get("retry-after"), clock.instant()),
                    null);
        }
        throw ActivityException.permanent(HttpRequestActivity.UNAUTHORIZED, message);
    }

    private Map<?, ?> read(byte[] body) {
        try {
            return codec.read(body, Object.class) instanceof Map<?, ?> members ? members : Map.of();
        } catch (BelayException e) {
            return Map.of();
        }
    }

    private static ActivityException refused(Target target, String why) {
        return ActivityException.permanent(
                HttpRequestActivity.UNAUTHORIZED,
                "no token from %s: it %s".formatted(target.origin(), why));
    }
}
