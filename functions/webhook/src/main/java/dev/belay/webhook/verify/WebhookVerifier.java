package dev.belay.webhook.verify;

import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Source;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies requests of every sender by its row in the table. Works on the raw bytes, before
/// anything is parsed that the signature does not need.
///
/// Several secrets may be live: the first that fits counts, and all are tried whatever the first
/// says. Comparisons take the same time wherever the difference is.
public final class WebhookVerifier {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /// @param secrets that are live, the newest first
    /// @param tolerance how far the signing may be from `now`; null leaves it to the sender's
    ///   advice
    public Verdict verify(
            Sender sender,
            Exchange exchange,
            List<String> secrets,
            Instant now,
            @Nullable Duration tolerance) {
        List<Scheme> fitting =
                sender.schemes().stream()
                        .filter(scheme -> scheme.when().stream().allMatch(c -> c.holds(exchange)))
                        .toList();
        if (fitting.isEmpty()) {
            return Verdict.refused(Refusal.NO_SCHEME);
        }
        if (secrets.isEmpty()) {
            return Verdict.refused(Refusal.NO_SECRET);
        }
        Verdict best = Verdict.refused(Refusal.UNUSABLE_SECRET);
        for (int i = 0; i < secrets.size(); i++) {
            Verdict verdict = verify(sender, fitting, exchange, secrets.get(i), now, tolerance);
            best = better(best, verdict, i);
        }
        return best;
    }

    private static Verdict better(Verdict best, Verdict next, int secret) {
        if (best instanceof Verdict.Verified) {
            return best;
        }
        return switch (next) {
            case Verdict.Verified _ -> new Verdict.Verified(secret);
            // What is wrong with a request that is signed well says more than a wrong secret.
            case Verdict.Refused(var refusal, _) ->
                    secret == 0 || refusal != Refusal.WRONG_SIGNATURE ? next : best;
        };
    }

    private static Verdict verify(
            Sender sender,
            List<Scheme> fitting,
            Exchange exchange,
            String secret,
            Instant now,
            @Nullable Duration tolerance) {
        boolean claimed = sender.schemes().stream().anyMatch(scheme -> claims(scheme, secret));
        Optional<Scheme> scheme =
                fitting.stream()
                        .filter(each ->
                                claimed ? claims(each, secret) : each.secretPrefix().isEmpty())
                        .findFirst();
        if (scheme.isEmpty()) {
            return Verdict.refused(Refusal.NO_SCHEME);
        }
        return verify(scheme.get(), exchange, secret, now, tolerance);
    }

    private static boolean claims(Scheme scheme, String secret) {
        return !scheme.secretPrefix().isEmpty() && secret.startsWith(scheme.secretPrefix());
    }

    private static Verdict verify(
            Scheme scheme,
            Exchange exchange,
            String secret,
            Instant now,
            @Nullable Duration tolerance) {
        Signatures signatures = Signatures.of(scheme.signature(), exchange);
        if (signatures.present() == 0) {
            return Verdict.refused(Refusal.UNSIGNED, where(scheme));
        }
        if (signatures.texts().isEmpty() || signatures.decoded().isEmpty()) {
            return Verdict.refused(Refusal.UNREADABLE_SIGNATURE, where(scheme));
        }
        exchange.parts(signatures.parts());
        exchange.time(scheme.signedAt().flatMap(at -> at.source().text(exchange)).orElse(null));
        if (scheme.jwt() != null) {
            String token = signatures.texts().getFirst();
            return Tokens.check(scheme, scheme.jwt(), token, secret, exchange, now);
        }
        Verdict signed = signed(scheme, exchange, secret, signatures);
        if (signed instanceof Verdict.Refused) {
            return signed;
        }
        if (!digestFits(scheme, exchange)) {
            return Verdict.refused(Refusal.WRONG_DIGEST);
        }
        return inTime(scheme, exchange, now, tolerance);
    }

    private static String where(Scheme scheme) {
        return "expected in "
                + String.join(
                        " or ",
                        scheme.signature().sources().stream()
                                .map(source ->
                                        source.kind() == Source.Kind.HEADER
                                                ? source.name()
                                                : source.kind() + " " + source.name())
                                .toList());
    }

    private static Verdict signed(
            Scheme scheme, Exchange exchange, String secret, Signatures signatures) {
        return switch (scheme.algorithm().kind()) {
            case SHARED -> {
                Optional<byte[]> key = Keys.shared(scheme, secret);
                if (key.isEmpty()) {
                    yield Verdict.refused(Refusal.UNUSABLE_SECRET);
                }
                // Digests, so that not even the lengths can be told apart.
                byte[] expected = Digests.sha256(key.get());
                List<byte[]> sent = signatures.decoded().stream().map(Digests::sha256).toList();
                boolean fits =
                        scheme.signature().every()
                                ? signatures.complete() && Signatures.all(sent, expected)
                                : Signatures.any(sent, expected);
                yield fits ? new Verdict.Verified(0) : Verdict.refused(Refusal.WRONG_SIGNATURE);
            }
            case MAC -> {
                Optional<byte[]> key = Keys.shared(scheme, secret);
                byte[] content = scheme.content().render(exchange);
                if (key.isEmpty() || content == null) {
                    yield Verdict.refused(
                            key.isEmpty() ? Refusal.UNUSABLE_SECRET : missing(exchange));
                }
                byte[] expected = Digests.mac(scheme.algorithm().javaName(), key.get(), content);
                yield Signatures.any(signatures.decoded(), expected)
                        ? new Verdict.Verified(0)
                        : Verdict.refused(Refusal.WRONG_SIGNATURE);
            }
            case PUBLIC_KEY -> {
                Optional<PublicKey> key = PublicKeys.read(scheme.algorithm(), secret, "");
                byte[] content = scheme.content().render(exchange);
                if (key.isEmpty() || content == null) {
                    yield Verdict.refused(
                            key.isEmpty() ? Refusal.UNUSABLE_SECRET : missing(exchange));
                }
                String name = scheme.algorithm().javaName();
                yield signatures.decoded().stream()
                                .anyMatch(sent -> Tokens.verify(name, key.get(), content, sent))
                        ? new Verdict.Verified(0)
                        : Verdict.refused(Refusal.WRONG_SIGNATURE);
            }
            case JWT, NONE -> Verdict.refused(Refusal.NO_SCHEME);
        };
    }

    /// Why the signed content could not be put together.
    private static Refusal missing(Exchange exchange) {
        boolean form = exchange.request().mediaType().contains("form") && exchange.form().isEmpty();
        return form ? Refusal.UNREADABLE_CONTENT : Refusal.WRONG_SIGNATURE;
    }

    private static boolean digestFits(Scheme scheme, Exchange exchange) {
        if (scheme.digest() == null) {
            return true;
        }
        Optional<byte[]> said =
                scheme.digest().source().text(exchange).flatMap(scheme.digest().encoding()::decode);
        return said.isPresent()
                && MessageDigest.isEqual(said.get(), Digests.sha256(exchange.request().body()));
    }

    private static Verdict inTime(
            Scheme scheme, Exchange exchange, Instant now, @Nullable Duration asked) {
        Scheme.Timestamp signedAt = scheme.timestamp();
        if (signedAt == null) {
            return new Verdict.Verified(0);
        }
        Duration tolerance = asked == null ? signedAt.tolerance() : asked;
        if (tolerance == null) {
            return new Verdict.Verified(0);
        }
        Optional<Instant> at =
                signedAt.source().text(exchange).flatMap(text -> instant(signedAt.unit(), text));
        if (at.isEmpty()) {
            return Verdict.refused(Refusal.UNDATED);
        }
        Duration off = Duration.between(at.get(), now).abs();
        return off.compareTo(tolerance) > 0
                ? Verdict.refused(
                        Refusal.STALE,
                        "%d s off, at most %d s are allowed"
                                .formatted(off.toSeconds(), tolerance.toSeconds()))
                : new Verdict.Verified(0);
    }

    private static Optional<Instant> instant(Scheme.Unit unit, String text) {
        try {
            return switch (unit) {
                case SECONDS -> number(text).map(Instant::ofEpochSecond);
                case MILLIS -> number(text).map(Instant::ofEpochMilli);
                case ISO_8601 -> Optional.of(OffsetDateTime.parse(text).toInstant());
                case HTTP_DATE ->
                        Optional.of(
                                DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            };
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }
}
