package dev.belay.webhook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.sender.Sender;
import dev.belay.webhook.sender.Sender.Evidence;
import dev.belay.webhook.sender.Senders;
import dev.belay.webhook.template.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: our reading of a sender's scheme is the sender's.
///
/// Method: what senders published (documents, tests of their libraries) is verified as it stands,
/// and not any more when one bit of it is another.
class PublishedVectorsTest {
    private static final Senders SENDERS = Senders.known();

    record Vector(
            String sender,
            String secret,
            String url,
            Map<String, String> headers,
            String signatureHeader,
            String body,
            Instant at) {
        WebhookRequest request(Map<String, String> with, String content) {
            var all = new HashMap<String, List<String>>();
            with.forEach((name, value) -> all.put(name, List.of(value)));
            return new WebhookRequest("POST", url, all, content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return sender + " " + signatureHeader;
        }
    }

    static Stream<Vector> vectors() {
        var standardAt = Instant.ofEpochSecond(1_614_265_330);
        String standardId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        String standardBody = "{\"test\": 2432232314}";
        String hmacKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String hmac = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        String publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
        String ed25519 =
                "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
        String twilioUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";
        return Stream.of(
                new Vector(
                        "github",
                        "It's a Secret to Everybody",
                        "https://example.com/hook",
                        Map.of(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        "X-Hub-Signature-256",
                        "Hello, World!",
                        Instant.EPOCH),
                new Vector(
                        "slack",
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        "https://example.com/hook",
                        Map.of(
                                "X-Slack-Request-Timestamp",
                                "1531420618",
                                "X-Slack-Signature",
                                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
                        "X-Slack-Signature",
                        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
                        Instant.ofEpochSecond(1_531_420_618)),
                standard(
                        "standard-webhooks",
                        "webhook",
                        standardId,
                        hmac,
                        hmacKey,
                        standardBody,
                        standardAt),
                standard(
                        "standard-webhooks",
                        "webhook",
                        standardId,
                        ed25519,
                        publicKey,
                        standardBody,
                        standardAt),
                standard(
                        "standard-webhooks",
                        "webhook",
                        standardId,
                        "v1,AAAA v2,AAAA " + hmac,
                        hmacKey,
                        standardBody,
                        standardAt),
                standard(
                        "standard-webhooks",
                        "webhook",
                        standardId,
                        hmac + " " + ed25519,
                        publicKey,
                        standardBody,
                        standardAt),
                standard("svix", "svix", standardId, hmac, hmacKey, standardBody, standardAt),
                standard("svix", "svix", standardId, ed25519, publicKey, standardBody, standardAt),
                standard("openai", "webhook", standardId, hmac, hmacKey, standardBody, standardAt),
                standard(
                        "replicate",
                        "webhook",
                        standardId,
                        hmac,
                        hmacKey,
                        standardBody,
                        standardAt),
                standard("gitlab", "webhook", standardId, hmac, hmacKey, standardBody, standardAt),
                new Vector(
                        "twilio",
                        "12345",
                        twilioUrl,
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Twilio-Signature",
                                "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
                        "X-Twilio-Signature",
                        "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE",
                        Instant.EPOCH),
                new Vector(
                        "twilio",
                        "12345",
                        twilioUrl,
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded; charset=UTF-8",
                                "X-Twilio-Signature",
                                "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
                        "X-Twilio-Signature",
                        "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234",
                        Instant.EPOCH),
                new Vector(
                        "square",
                        "asdf1234",
                        "https://example.com/webhook",
                        Map.of(
                                "x-square-hmacsha256-signature",
                                "2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og="),
                        "x-square-hmacsha256-signature",
                        "{\"hello\":\"world\"}",
                        Instant.EPOCH),
                new Vector(
                        "sendgrid",
                        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
                        "https://example.com/hook",
                        Map.of(
                                "X-Twilio-Email-Event-Webhook-Timestamp",
                                "1600112502",
                                "X-Twilio-Email-Event-Webhook-Signature",
                                "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM="),
                        "X-Twilio-Email-Event-Webhook-Signature",
                        "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\",\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\",\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\",\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n",
                        Instant.ofEpochSecond(1_600_112_502)));
    }

    private static Vector standard(
            String sender,
            String prefix,
            String id,
            String signature,
            String key,
            String body,
            Instant at) {
        return new Vector(
                sender,
                key,
                "https://example.com/hook",
                Map.of(
                        prefix + "-id",
                        id,
                        prefix + "-timestamp",
                        String.valueOf(at.getEpochSecond()),
                        prefix + "-signature",
                        signature),
                prefix + "-signature",
                body,
                at);
    }

    private static Verdict verify(Vector vector, WebhookRequest request) {
        Sender sender = SENDERS.require(vector.sender());
        return new WebhookVerifier()
                .verify(
                        sender,
                        new Exchange(request, Map.of(), sender.document()),
                        List.of(vector.secret()),
                        vector.at(),
                        Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_published_signature_is_verified(Vector vector) {
        Verdict verdict = verify(vector, vector.request(vector.headers(), vector.body()));

        assertThat(verdict).isEqualTo(new Verdict.Verified(0));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_published_signature_does_not_fit_another_body(Vector vector) {
        WebhookRequest request = vector.request(vector.headers(), vector.body() + "x");

        assertThat(verify(vector, request)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_published_signature_with_one_letter_changed_is_refused(Vector vector) {
        var headers = new HashMap<>(vector.headers());
        headers.computeIfPresent(
                vector.signatureHeader(),
                (_, value) -> value.replace('a', 'b').replace('R', 'S').replace('+', '/'));

        WebhookRequest request = vector.request(headers, vector.body());

        assertThat(verify(vector, request)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void rows_that_claim_a_vector_have_one() {
        Set<String> claimed = new TreeSet<>();
        SENDERS.all().stream()
                .filter(sender -> sender.evidence() == Evidence.VECTOR)
                .forEach(sender -> claimed.add(sender.name()));
        Set<String> proven = new TreeSet<>();
        vectors().forEach(vector -> proven.add(vector.sender()));

        assertThat(proven).containsAll(claimed);
    }
}
