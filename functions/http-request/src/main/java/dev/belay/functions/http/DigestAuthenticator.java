package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.functions.http.HttpTransport.Call;
import dev.belay.functions.http.HttpTransport.Reply;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers a server's challenge without telling it the password: MD5 and SHA-256, for the request
/// without its body (`qop=auth`), or as servers did before there was a choice.
final class DigestAuthenticator implements Authenticator {
    /// The better one is preferred.
    private static final Map<String, String> ALGORITHMS =
            Map.of(
                    "",
                    "MD5",
                    "MD5",
                    "MD5",
                    "MD5-SESS",
                    "MD5",
                    "SHA-256",
                    "SHA-256",
                    "SHA-256-SESS",
                    "SHA-256");

    private final String username;
    private final String password;
    private @Nullable Challenge challenge;
    private int count;

    DigestAuthenticator(String username, String password) {
        this.username = username;
        this.password = password;
    }

    @Override
    public Call signed(Call call, Deadline deadline) {
        Challenge asked = challenge;
        if (asked == null) {
            return call;
        }
        count++;
        byte[] nonce = new byte[16];
        // Made anew each time: a native binary would keep one of its build, with its seed.
        new SecureRandom().nextBytes(nonce);
        return call.with("authorization", proof(asked, call, HexFormat.of().formatHex(nonce)));
    }

    /// The first challenge, and a newer one where only the nonce was too old.
    @Override
    public boolean learnsFrom(Reply refusal) {
        Challenge offered = best(refusal.headers().getOrDefault("www-authenticate", ""));
        if (offered == null
                || (challenge != null && !offered.parameter("stale").equalsIgnoreCase("true"))) {
            return false;
        }
        challenge = offered;
        count = 0;
        return true;
    }

    private static @Nullable Challenge best(String header) {
        return Challenge.all(header).stream()
                .filter(offered -> offered.scheme().equals("digest"))
                .filter(offered -> !offered.parameter("nonce").isEmpty())
                .filter(offered -> ALGORITHMS.containsKey(algorithm(offered)))
                .filter(offered -> offered.parameter("qop").isEmpty() || offersAuth(offered))
                .max(Comparator.comparing(offered -> ALGORITHMS.get(algorithm(offered))))
                .orElse(null);
    }

    private static boolean offersAuth(Challenge offered) {
        return Arrays.stream(offered.parameter("qop").split(",", -1))
                .anyMatch(one -> one.strip().equalsIgnoreCase("auth"));
    }

    private static String algorithm(Challenge offered) {
        return offered.parameter("algorithm").toUpperCase(Locale.ROOT);
    }

    private String proof(Challenge asked, Call call, String clientNonce) {
        String hash = ALGORITHMS.getOrDefault(algorithm(asked), "MD5");
        String nonce = asked.parameter("nonce");
        String uri = path(call.target().uri());
        String owner = hex(hash, username + ":" + asked.parameter("realm") + ":" + password);
        if (algorithm(asked).endsWith("-SESS")) {
            owner = hex(hash, owner + ":" + nonce + ":" + clientNonce);
        }
        String request = hex(hash, call.method() + ":" + uri);
        boolean auth = !asked.parameter("qop").isEmpty();
        String times = "%08x".formatted(count);
        String between = auth ? ":%s:%s:auth:".formatted(times, clientNonce) : ":";
        var proof =
                new StringBuilder(
                        "Digest username=%s, realm=%s, nonce=%s, uri=%s, response=\"%s\""
                                .formatted(
                                        quoted(username),
                                        quoted(asked.parameter("realm")),
                                        quoted(nonce),
                                        quoted(uri),
                                        hex(hash, owner + ":" + nonce + between + request)));
        if (!asked.parameter("algorithm").isEmpty()) {
            proof.append(", algorithm=").append(asked.parameter("algorithm"));
        }
        if (!asked.parameter("opaque").isEmpty()) {
            proof.append(", opaque=").append(quoted(asked.parameter("opaque")));
        }
        if (auth) {
            proof.append(", qop=auth, nc=%s".formatted(times));
        }
        if (auth || algorithm(asked).endsWith("-SESS")) {
            proof.append(", cnonce=\"%s\"".formatted(clientNonce));
        }
        return proof.toString();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    private static String hex(String hash, String text) {
        return Digests.hex(hash, text.getBytes(UTF_8));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
