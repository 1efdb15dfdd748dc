package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.webhook.sender.Algorithm;
import dev.belay.webhook.sender.Handshake;
import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.sender.Sender.Evidence;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The reference of senders says what the table says. `-Dwebhook.senders.write=true` writes it
/// anew.
class SendersReferenceTest {
    private static final Path PAGE = Path.of("../../docs/reference/webhook-senders.md");

    @Test
    void the_reference_of_senders_is_that_of_the_table() throws IOException {
        String page = page();
        if (Boolean.getBoolean("webhook.senders.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        var text = new StringBuilder(HEAD);
        text.append(counts());
        World.SENDERS.all().stream()
                .sorted(Comparator.comparing(sender -> sender.title().toLowerCase(Locale.ROOT)))
                .forEach(sender -> text.append(section(sender)));
        return text.toString();
    }

    private static final String HEAD =
            """
            # Webhook senders

            What is known of each sender: how it signs, how it asks whether an address is right, what its deliveries are known by.
            This page is made from the table that the verifier reads, so it says what happens.

            In signed content, `{body}` are the bytes as they came, `{time}` is the time of signing as the sender writes it, `{url}` the
            address as the sender knows it (a trigger's option `url` says it where a proxy changes it). `header:`, `query:`, `form:`,
            `json:` and `option:` name a header, a query parameter, a form field, a place in the body's JSON, an option of the trigger.
            A `?` marks what may be missing.

            How well the facts are founded:

            """;

    private static String counts() {
        return Arrays.stream(Evidence.values())
                        .map(evidence ->
                                "- **%s** (%d): %s\n"
                                        .formatted(
                                                words(evidence),
                                                World.SENDERS.all().stream()
                                                        .filter(s -> s.evidence() == evidence)
                                                        .count(),
                                                meaning(evidence)))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String meaning(Evidence evidence) {
        return switch (evidence) {
            case VECTOR -> "a signature that the sender published is recomputed by our tests.";
            case DOCUMENTED -> "read in the sender's documentation, or of our own making.";
            case IN_USE -> "read in code that others run against the sender.";
            case UNVERIFIED ->
                    "from memory. Try it with a real delivery before you rely on it, and tell us.";
        };
    }

    private static String section(Sender sender) {
        var text = new StringBuilder();
        text.append("## %s\n\n".formatted(sender.title()));
        text.append("`%s`, %s.".formatted(sender.name(), words(sender.evidence())));
        if (!sender.note().isEmpty()) {
            text.append(' ').append(sender.note());
        }
        text.append("\n\n");
        sender.schemes().forEach(scheme -> text.append(scheme(scheme)));
        for (Handshake handshake : sender.handshakes()) {
            text.append(
                    "- handshake: %s, by %s%s\n"
                            .formatted(
                                    handshake.name(),
                                    handshake.methods().stream()
                                            .sorted()
                                            .collect(Collectors.joining(" or ")),
                                    switch (handshake.check()) {
                                        case NOTHING -> "";
                                        case SIGNATURE -> ", if it is signed";
                                        case TOKEN -> ", if it shows the trigger's `verify` secret";
                                    }));
        }
        text.append("- a delivery is known by %s\n".formatted(deliveries(sender)));
        if (sender.deadlineSeconds() != null) {
            text.append("- expects an answer within %d s\n".formatted(sender.deadlineSeconds()));
        }
        if (!sender.retries().isEmpty()) {
            text.append("- tries again: %s\n".formatted(sender.retries()));
        }
        return text.append('\n').toString();
    }

    private static String scheme(Scheme scheme) {
        if (scheme.algorithm() == Algorithm.NONE) {
            return "- signs nothing\n";
        }
        var text = new StringBuilder("- %s".formatted(algorithm(scheme)));
        List<Source> sources = scheme.signature().sources();
        text.append(
                ", in %s"
                        .formatted(
                                sources.stream()
                                        .map(SendersReferenceTest::name)
                                        .collect(Collectors.joining(" or "))));
        if (!scheme.signature().prefix().isEmpty()) {
            text.append(" behind `%s`".formatted(scheme.signature().prefix()));
        }
        boolean bytes =
                scheme.algorithm().kind() == Algorithm.Kind.MAC
                        || scheme.algorithm().kind() == Algorithm.Kind.PUBLIC_KEY;
        if (bytes) {
            text.append(
                    ", %s, of `%s`"
                            .formatted(
                                    words(scheme.signature().encoding()),
                                    scheme.content().text().replace("\n", "\\n")));
        }
        if (scheme.timestamp() != null) {
            text.append(", signed at %s".formatted(name(scheme.timestamp().source())));
            if (scheme.timestamp().tolerance() != null) {
                text.append(", %d s at most".formatted(scheme.timestamp().tolerance().toSeconds()));
            }
        }
        if (!scheme.secretPrefix().isEmpty()) {
            text.append(", for secrets with `%s`".formatted(scheme.secretPrefix()));
        }
        return text.append('\n').toString();
    }

    private static String algorithm(Scheme scheme) {
        return switch (scheme.algorithm()) {
            case HMAC_SHA1 -> "HMAC-SHA1";
            case HMAC_SHA256 -> "HMAC-SHA256";
            case HMAC_SHA512 -> "HMAC-SHA512";
            case ED25519 -> "Ed25519";
            case ECDSA_P256 -> "ECDSA P-256 with SHA-256";
            case ECDSA_SHA1 -> "ECDSA with SHA-1";
            case RSA_SHA1 -> "RSA with SHA-1";
            case RSA_SHA256 -> "RSA with SHA-256";
            case SHARED -> "the secret itself";
            case JWT ->
                    "a token (%s)"
                            .formatted(
                                    scheme.jwt() == null
                                            ? ""
                                            : String.join(", ", scheme.jwt().algorithms()));
            case NONE -> "nothing";
        };
    }

    private static String deliveries(Sender sender) {
        if (sender.deliveries().isEmpty()) {
            return sender.provesNothing() ? "nothing" : "its content";
        }
        return sender.deliveries().stream()
                .map(Template::text)
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", else "));
    }

    private static String name(Source source) {
        String kind = words(source.kind());
        return source.name().isEmpty()
                ? "the " + kind
                : "`%s:%s`".formatted(kind.replace(' ', '-'), source.name());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
