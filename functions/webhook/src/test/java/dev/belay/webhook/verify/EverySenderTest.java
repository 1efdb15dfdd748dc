package dev.belay.webhook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.webhook.SignedRequests;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Algorithm;
import dev.belay.webhook.sender.Encoding;
import dev.belay.webhook.sender.Scheme;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.template.Exchange;
import dev.belay.webhook.template.Source;
import dev.belay.webhook.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: for every row, a request that is signed as the row says is verified, and one that was
/// changed anywhere is not.
///
/// Method: each row signs a request of its own. That the rows are the senders' is for
/// [PublishedVectorsTest].
class EverySenderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Senders SENDERS = Senders.known();

    record Row(Sender sender, Scheme scheme, int number) {
        SignedRequests signer(int seed) {
            return new SignedRequests(sender, scheme, seed);
        }

        Scheme.Timestamp timestamp() {
            return Objects.requireNonNull(scheme.timestamp());
        }

        @Override
        public String toString() {
            return sender.name() + " " + number;
        }
    }

    static Stream<Row> rows() {
        var rows = new ArrayList<Row>();
        for (Sender sender : SENDERS.all()) {
            for (int i = 0; i < sender.schemes().size(); i++) {
                Scheme scheme = sender.schemes().get(i);
                if (scheme.algorithm() != Algorithm.NONE) {
                    rows.add(new Row(sender, scheme, i));
                }
            }
        }
        return rows.stream();
    }

    static Stream<Row> rowsThatSignTheBody() {
        return rows().filter(row -> SignedRequests.coversBody(row.scheme()));
    }

    static Stream<Row> rowsThatSignAHeader() {
        return rowsThatEncodeBytes()
                .filter(row -> row.scheme().content().covers(Source.Kind.HEADER));
    }

    static Stream<Row> rowsThatSignATimeHeader() {
        return rows().filter(row -> row.scheme().content().covers(Source.Kind.TIME))
                .filter(row -> row.timestamp().source().kind() == Source.Kind.HEADER);
    }

    static Stream<Row> rowsThatLimitTheTime() {
        return rows().filter(row ->
                row.scheme().timestamp() != null && row.timestamp().tolerance() != null);
    }

    static Stream<Row> rowsThatEncodeBytes() {
        return rows().filter(row ->
                row.scheme().algorithm().kind() == Algorithm.Kind.MAC
                        || row.scheme().algorithm().kind() == Algorithm.Kind.PUBLIC_KEY);
    }

    private static Verdict verify(Row row, WebhookRequest request, Instant now, String... secrets) {
        var exchange = new Exchange(request, SignedRequests.options(), row.sender().document());
        return new WebhookVerifier().verify(row.sender(), exchange, List.of(secrets), now, null);
    }

    @Test
    void every_sender_of_the_table_is_there() {
        assertThat(SENDERS.all()).hasSize(97);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_the_sender_signs_is_verified(Row row) {
        SignedRequests signer = row.signer(1);

        assertThat(verify(row, signer.at(NOW), NOW, signer.secret()))
                .isEqualTo(new Verdict.Verified(0));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void both_secrets_are_live_during_a_rotation(Row row) {
        SignedRequests signer = row.signer(1);
        String other = row.signer(2).secret();
        WebhookRequest request = signer.at(NOW);

        assertThat(verify(row, request, NOW, signer.secret(), other))
                .isEqualTo(new Verdict.Verified(0));
        assertThat(verify(row, request, NOW, other, signer.secret()))
                .isEqualTo(new Verdict.Verified(1));
        assertThat(verify(row, request, NOW, other)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void without_a_signature_or_a_secret_it_is_refused(Row row) {
        SignedRequests signer = row.signer(1);
        WebhookRequest unsigned = signer.request();
        String secret = signer.secret();

        assertThat(verify(row, unsigned, NOW, secret)).isInstanceOf(Verdict.Refused.class);
        assertThat(verify(row, signer.at(NOW), NOW)).isEqualTo(Verdict.refused(Refusal.NO_SECRET));
        assertThat(verify(row, signer.at(NOW), NOW, "")).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("rowsThatSignTheBody")
    void another_body_is_refused(Row row) {
        SignedRequests signer = row.signer(1);
        WebhookRequest request = signer.at(NOW);
        byte[] changed = request.body().clone();
        changed[changed.length - 2] ^= 1;

        var tampered =
                new WebhookRequest(request.method(), request.url(), request.headers(), changed);

        assertThat(verify(row, tampered, NOW, signer.secret())).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void whose_signature_says_nothing_of_the_body_is_known() {
        List<String> names =
                rows().filter(row -> !SignedRequests.coversBody(row.scheme()))
                        .map(row -> row.sender().name())
                        .distinct()
                        .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "mailgun",
                        "microsoft-graph",
                        "google-channel",
                        "google-pubsub",
                        "gitlab",
                        "monday",
                        "mailchimp",
                        "postmark",
                        "chargebee",
                        "adyen",
                        "dropbox-sign",
                        "aws-sns",
                        "telegram",
                        "okta",
                        "strava",
                        "token",
                        "basic");
    }

    @ParameterizedTest
    @MethodSource("rowsThatSignAHeader")
    void another_value_in_a_signed_header_is_refused(Row row) {
        SignedRequests signer = row.signer(1);
        WebhookRequest request = signer.at(NOW);
        for (Template.Piece piece : row.scheme().content().pieces()) {
            if (piece instanceof Template.Piece.Hole(var source)
                    && source.kind() == Source.Kind.HEADER) {
                assertThat(
                                verify(
                                        row,
                                        with(request, source.name(), "another"),
                                        NOW,
                                        signer.secret()))
                        .isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rowsThatSignATimeHeader")
    void a_signed_time_cannot_be_made_newer(Row row) {
        String header = row.timestamp().source().name();
        SignedRequests signer = row.signer(1);
        WebhookRequest old = signer.at(NOW.minus(Duration.ofDays(1)));
        String newer =
                new SignedRequests(row.sender(), row.scheme(), 1)
                        .at(NOW)
                        .header(header)
                        .orElseThrow();

        WebhookRequest replayed = with(old, header, newer);

        assertThat(verify(row, replayed, NOW, signer.secret()))
                .isEqualTo(Verdict.refused(Refusal.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @MethodSource("rowsThatLimitTheTime")
    void what_was_signed_long_ago_is_stale(Row row) {
        SignedRequests signer = row.signer(1);
        WebhookRequest request = signer.at(NOW);
        Duration tolerance = Objects.requireNonNull(row.timestamp().tolerance());

        Instant inTime = NOW.plus(tolerance);
        Instant late = inTime.plusSeconds(1);
        Instant early = NOW.minus(tolerance).minusSeconds(1);

        assertThat(verify(row, request, inTime, signer.secret()))
                .isInstanceOf(Verdict.Verified.class);
        assertThat(refusal(verify(row, request, late, signer.secret()))).isEqualTo(Refusal.STALE);
        assertThat(refusal(verify(row, request, early, signer.secret()))).isEqualTo(Refusal.STALE);
    }

    @ParameterizedTest
    @MethodSource("rowsThatEncodeBytes")
    void a_signature_in_another_encoding_is_refused(Row row) {
        Encoding other =
                row.scheme().signature().encoding() == Encoding.HEX
                        ? Encoding.BASE64
                        : Encoding.HEX;
        SignedRequests signer = row.signer(1).encodedAs(other);

        assertThat(verify(row, signer.at(NOW), NOW, signer.secret()))
                .isInstanceOf(Verdict.Refused.class);
    }

    private static Refusal refusal(Verdict verdict) {
        return ((Verdict.Refused) verdict).refusal();
    }

    private static WebhookRequest with(WebhookRequest request, String header, String value) {
        var headers = new HashMap<>(request.headers());
        headers.put(header.toLowerCase(Locale.ROOT), List.of(value));
        return new WebhookRequest(request.method(), request.url(), headers, request.body());
    }
}
