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
import org.junit.jupiter.params.provider.CsvSource;
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
                        Instant.ofEpochSecond(1_600_112_502)),
                plain(
                        "gocardless",
                        "ED7D658C-D8EB-4941-948B-3973214F2D49",
                        "Webhook-Signature",
                        "2693754819d3e32d7e8fcb13c729631f316c6de8dc1cf634d6527f1c07276e7e",
                        "{\"events\":[{\"id\":\"EV00BD05S5VM2T\",\"created_at\":\"2018-07-05T09:13:51.404Z\",\"resource_type\":\"subscriptions\",\"action\":\"created\",\"links\":{\"subscription\":\"SB0003JJQ2MR06\"},\"details\":{\"origin\":\"api\",\"cause\":\"subscription_created\",\"description\":\"Subscription created via the API.\"},\"metadata\":{}},{\"id\":\"EV00BD05TB8K63\",\"created_at\":\"2018-07-05T09:13:56.893Z\",\"resource_type\":\"mandates\",\"action\":\"created\",\"links\":{\"mandate\":\"MD000AMA19XGEC\"},\"details\":{\"origin\":\"api\",\"cause\":\"mandate_created\",\"description\":\"Mandate created via the API.\"},\"metadata\":{}}]}"),
                plain(
                        "line",
                        "test_secret",
                        "x-line-signature",
                        "t7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM=",
                        "{\"hello\":\"world\"}"),
                plain(
                        "razorpay",
                        "123456",
                        "X-Razorpay-Signature",
                        "2fe04e22977002e6c7cb553adab8b460cb9e2a4970d5953cb27a8472752e3bbc",
                        "{\"a\":1,\"b\":2,\"c\":{\"d\":3}}"),
                paddle(
                        "ts=1698796800;h1=a300428748dce5c70e4da19bffd60769591ea969c99dea3105d0ec9612cf43f9",
                        "{\"data\": [\"1\", \"2\"]}"),
                paddle(
                        "ts=1698796800;h1=28981e941fae76e53db32f3d2a83cb69db41476595e84e1970a1b5d98f62b261;h1=28981e941fae76e53db32f3d2a83cb69db41476595e84e1970a1b5d98f62b261;h2=RANDOM_HASH",
                        "{\"data\": \"value\"}"),
                plain(
                        "ebay",
                        "-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZhhxXKtR+TOvtDbgTPCkSof02qgBB7IsYOyf76ilExJ/upAa/vKIKheOoCyOpcLmi4t0b4uepb7LLjmMr90FUg==-----END PUBLIC KEY-----",
                        "x-ebay-signature",
                        "eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVyZSI6Ik1FWUNJUUNmeGZJV3V4bVdjSUJRSjljNS9YN2lHREpxczJSQ0dzQkVhQWppbnlycmZBSWhBSVY2d0djVGlCdVY1S0pVaWYyaG9reXJMK1E5c3NIa2FkK214Mm5FRTI1dyIsImRpZ2VzdCI6IlNIQTEifQ==",
                        "{\"metadata\":{\"topic\":\"MARKETPLACE_ACCOUNT_DELETION\",\"schemaVersion\":\"1.0\",\"deprecated\":false},\"notification\":{\"notificationId\":\"49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d\",\"eventDate\":\"2021-03-19T20:43:59.462Z\",\"publishDate\":\"2021-03-19T20:43:59.679Z\",\"publishAttemptCount\":1,\"data\":{\"username\":\"test_user\",\"userId\":\"ma8vp1jySJC\",\"eiasToken\":\"nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ==\"}}}"));
    }

    private static Vector plain(
            String sender, String secret, String header, String signature, String body) {
        return new Vector(
                sender,
                secret,
                "https://example.com/hook",
                Map.of(header, signature),
                header,
                body,
                Instant.EPOCH);
    }

    private static Vector paddle(String signature, String body) {
        return new Vector(
                "paddle",
                "VALID_SECRET",
                "https://example.com/hook",
                Map.of("Paddle-Signature", signature),
                "Paddle-Signature",
                body,
                Instant.ofEpochSecond(1_698_796_800));
    }

    /// Adyen signs eight fields and writes the signature beside them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    9064450A8892A093D9E97EFCC9639DE31B74F3A7803135555A3C96F5A57915D6 | {"additionalData":{"hmacSignature":"NuEkADFmlCC6VgX+wcoPAegIWxVPNBPCuKlM4Hzo5qc="},"amount":{"currency":"EUR","value":"0"},"eventCode":"REPORT_AVAILABLE","merchantAccountCode":"Magento2Rik","merchantReference":"testMerchantRef1","pspReference":"test_REPORT_AVAILABLE","success":"true"}
                    74F490DD33F7327BAECC88B2947C011FC02D014A473AAA33A8EC93E4DC069174 | {"additionalData":{"hmacSignature":"CZErGCNQaSsxbaQfZaJlakqo7KPP+mIa8a+wx3yNs9A="},"amount":{"currency":"EUR","value":1000},"eventCode":"AUTHORISATION","merchantAccountCode":"AntoniStroinski","merchantReference":"\\\\:/\\\\/slashes are fun","pspReference":"ZVWN7D3WSMK2WN82","success":"true"}
                    """)
    void adyens_published_signatures_are_verified(String key, String item) {
        String body = "{\"notificationItems\":[{\"NotificationRequestItem\":%s}]}".formatted(item);
        var headers = Map.of("content-type", List.of("application/json"));
        var vector = new Vector("adyen", key, "https://e.com", Map.of(), "", body, Instant.EPOCH);
        byte[] other =
                body.replace("\"success\":\"true\"", "\"success\":\"false\"")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(
                        verify(
                                vector,
                                new WebhookRequest(
                                        "POST",
                                        "https://e.com",
                                        headers,
                                        body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Verdict.Verified(0));
        assertThat(verify(vector, new WebhookRequest("POST", "https://e.com", headers, other)))
                .isEqualTo(Verdict.refused(Refusal.WRONG_SIGNATURE));
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
                (_, value) ->
                        value.replace('a', 'b')
                                .replace('+', '/')
                                .replace('2', '3')
                                .replace('R', 'S'));

        WebhookRequest request = vector.request(headers, vector.body());

        assertThat(verify(vector, request)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void rows_that_claim_a_vector_have_one() {
        Set<String> claimed = new TreeSet<>();
        SENDERS.all().stream()
                .filter(sender -> sender.evidence() == Evidence.VECTOR)
                .forEach(sender -> claimed.add(sender.name()));
        Set<String> proven = new TreeSet<>(Set.of("adyen"));
        vectors().forEach(vector -> proven.add(vector.sender()));

        assertThat(proven).containsAll(claimed);
    }
}
