package dev.belay.webhook.sender;

import dev.belay.webhook.template.Condition;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way in which a sender proves that a request is its own.
///
/// @param when what a request has that is signed in this way
/// @param content what is signed
/// @param key how the secret stands for a key
/// @param secretPrefix what a secret of this scheme begins with; a secret decides by it which
///   scheme it is for, never the request. Empty for the secrets that no other scheme claims
/// @param timestamp when it was signed; null where the sender does not say
/// @param digest what must be the body's digest, where not the body itself is signed
/// @param jwt what a token must say; null for other algorithms
public record Scheme(
        Algorithm algorithm,
        List<Condition> when,
        Signature signature,
        Template content,
        KeyFormat key,
        String secretPrefix,
        @Nullable Timestamp timestamp,
        @Nullable Digest digest,
        @Nullable Jwt jwt) {
    public Scheme {
        when = List.copyOf(when);
    }

    /// Where signatures are.
    ///
    /// @param sources each may have several
    /// @param separator between the parts of a value; empty where it is one
    /// @param prefix of the parts that are signatures of this scheme
    /// @param every whether all must be right, not just one
    public record Signature(
            List<Source> sources,
            String separator,
            String prefix,
            Encoding encoding,
            boolean every) {
        public Signature {
            sources = List.copyOf(sources);
        }
    }

    /// @param tolerance how far it may be from now; null where the sender advises none
    public record Timestamp(Source source, Unit unit, @Nullable Duration tolerance) {}

    public enum Unit {
        SECONDS,
        MILLIS,
        ISO_8601,
        /// As in HTTP's own `Date` header.
        HTTP_DATE
    }

    /// A SHA-256 of the body.
    public record Digest(Source source, Encoding encoding) {}

    public enum KeyFormat {
        /// The secret's characters are the key.
        TEXT,
        HEX,
        BASE64,
        /// Base 64 behind the secret's prefix, if it has one.
        PREFIXED_BASE64,
        /// A public key or certificate: PEM, base 64, hexadecimal, or a set of keys as JSON.
        PUBLIC
    }

    /// @param algorithms that are accepted, by the names that tokens use
    /// @param ageMax how long after its making a token is accepted; null leaves it to its expiry
    /// @param bodyClaim the claim with the body's SHA-256 in hexadecimal; empty where there is none
    /// @param claims what else must be said
    public record Jwt(
            List<String> algorithms,
            @Nullable Duration ageMax,
            String bodyClaim,
            Map<String, Template> claims) {
        public Jwt {
            algorithms = List.copyOf(algorithms);
            claims = Map.copyOf(claims);
        }
    }

    public Optional<Timestamp> signedAt() {
        return Optional.ofNullable(timestamp);
    }
}
