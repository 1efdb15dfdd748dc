package dev.belay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private final World world = new World();

    @AfterEach
    void a_handshake_starts_nothing() {
        assertThat(world.started()).isEmpty();
        assertThat(world.runs()).isEmpty();
    }

    private WebhookResponse get(String sender, String query) {
        world.trigger(sender);
        return world.send(request("GET", "?" + query, Map.of(), ""));
    }

    private static WebhookRequest request(
            String method, String query, Map<String, String> headers, String body) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new WebhookRequest(method, SignedRequests.URL + query, lists, body.getBytes(UTF_8));
    }

    private WebhookResponse signed(String sender, ObjectNode body) {
        world.trigger(sender);
        return world.send(world.signer(sender, 1).withJson(body).at(world.clock.instant()));
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    private void assertHandshake(WebhookResponse response, String body) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(body);
        assertThat(response.headers()).containsEntry("x-content-type-options", "nosniff");
        assertThat(world.newest()).isInstanceOf(Outcome.Handshake.class);
    }

    @Test
    void slack_gets_its_challenge_if_it_signed() {
        var body = object().put("type", "url_verification").put("challenge", "3eZbrw1aBm2r");

        assertHandshake(signed("slack", body), "3eZbrw1aBm2r");
    }

    @Test
    void slacks_challenge_without_a_signature_is_refused() {
        world.trigger("slack");
        world.signer("slack", 1);

        WebhookResponse response =
                world.send(
                        request(
                                "POST",
                                "",
                                Map.of("content-type", "application/json"),
                                "{\"type\":\"url_verification\",\"challenge\":\"x\"}"));

        assertThat(response.status()).isEqualTo(401);
    }

    @Test
    void zoom_gets_its_token_signed() {
        var body = object().put("event", "endpoint.url_validation");
        body.putObject("payload").put("plainToken", "qgg8vlvZRS6UYooatFL8Aw");
        WebhookResponse response = signed("zoom", body);

        String secret =
                world.secrets.secret(World.WORKSPACE, "orders").orElseThrow().live().getFirst();
        String mac =
                HexFormat.of()
                        .formatHex(
                                Digests.mac(
                                        "HmacSHA256",
                                        secret.getBytes(UTF_8),
                                        "qgg8vlvZRS6UYooatFL8Aw".getBytes(UTF_8)));
        assertThat(Json.parse(response.body()).orElseThrow())
                .isEqualTo(
                        object().put("plainToken", "qgg8vlvZRS6UYooatFL8Aw")
                                .put("encryptedToken", mac));
    }

    @Test
    void meta_gets_its_challenge_for_the_right_token_only() {
        Trigger trigger = world.trigger("meta");
        world.triggers.put(trigger.withSecrets(Map.of("signing", "orders", "verify", "token")));
        world.secrets.put(World.WORKSPACE, "token", "abc");
        String query = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";

        WebhookResponse wrong = world.send(request("GET", query + "abd", Map.of(), ""));
        WebhookResponse right = world.send(request("GET", query + "abc", Map.of(), ""));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(((Outcome.Refused) world.lines().get(1).outcome()).refusal())
                .isEqualTo(Refusal.WRONG_TOKEN);
        assertHandshake(right, "1158201444");
    }

    @Test
    void microsoft_gets_its_token_decoded() {
        world.trigger("microsoft-graph");

        assertHandshake(
                world.send(request("POST", "?validationToken=a%20b%3A%3Cc%3E", Map.of(), "")),
                "a b:<c>");
        assertThat(world.lines()).hasSize(1);
    }

    @Test
    void what_is_echoed_is_text_whatever_it_says() {
        WebhookResponse response = get("dropbox", "challenge=%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(response.headers())
                .containsEntry("content-type", "text/plain; charset=utf-8")
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void a_challenge_as_long_as_a_document_is_not_echoed() {
        assertThat(get("dropbox", "challenge=" + "x".repeat(1_025)).status()).isEqualTo(400);
    }

    @Test
    void x_gets_its_token_signed() {
        world.trigger("x");
        world.secrets.put(World.WORKSPACE, "orders", "consumer-secret");

        WebhookResponse response = world.send(request("GET", "?crc_token=abc-123", Map.of(), ""));

        byte[] mac =
                Digests.mac(
                        "HmacSHA256", "consumer-secret".getBytes(UTF_8), "abc-123".getBytes(UTF_8));
        assertHandshake(
                response,
                "{\"response_token\":\"sha256=%s\"}"
                        .formatted(Base64.getEncoder().encodeToString(mac)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1]", "a=1&b=2", "a b"})
    void nobody_can_have_an_event_signed_by_a_handshake(String forged) {
        world.trigger("x");
        world.secrets.put(World.WORKSPACE, "orders", "consumer-secret");
        String token = URLEncoder.encode(forged, UTF_8);

        WebhookResponse response = world.send(request("GET", "?crc_token=" + token, Map.of(), ""));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).doesNotContain("sha256");
    }

    @Test
    void linkedin_gets_its_code_signed() {
        world.trigger("linkedin");
        world.secrets.put(World.WORKSPACE, "orders", "client-secret");

        WebhookResponse response =
                world.send(
                        request(
                                "GET",
                                "?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0",
                                Map.of(),
                                ""));

        assertThat(Json.parse(response.body()).orElseThrow().path("challengeResponse").asText())
                .hasSize(64);
    }

    @Test
    void ebay_gets_a_digest_of_code_token_and_address() {
        WebhookResponse response = get("ebay", "challenge_code=a8628072");

        String digest =
                HexFormat.of()
                        .formatHex(
                                Digests.sha256(
                                        ("a8628072verification-token" + SignedRequests.URL)
                                                .getBytes(UTF_8)));
        assertHandshake(response, "{\"challengeResponse\":\"%s\"}".formatted(digest));
    }

    @Test
    void okta_gets_its_challenge_if_it_shows_the_secret() {
        world.trigger("okta");
        world.secrets.put(World.WORKSPACE, "orders", "hush");
        Map<String, String> headers =
                Map.of("X-Okta-Verification-Challenge", "abc", "Authorization", "hush");

        assertHandshake(world.send(request("GET", "", headers, "")), "{\"verification\":\"abc\"}");
        assertThat(
                        world.send(
                                        request(
                                                "GET",
                                                "",
                                                Map.of("X-Okta-Verification-Challenge", "abc"),
                                                ""))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void discord_gets_its_pong_and_a_401_for_a_wrong_signature() {
        assertHandshake(signed("discord", object().put("type", 1)), "{\"type\":1}");

        world.secrets.put(World.WORKSPACE, "orders", "ab".repeat(32));
        WebhookRequest probe =
                world.signer("discord", 1)
                        .withJson(object().put("type", 1))
                        .at(world.clock.instant());
        var wrong = new HashMap<>(probe.headers());
        wrong.put("x-signature-ed25519", List.of("00".repeat(64)));

        assertThat(
                        world.send(new WebhookRequest("POST", probe.url(), wrong, probe.body()))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void asanas_secret_is_learned_once_and_given_back() {
        world.trigger("asana");
        var first = request("POST", "", Map.of("X-Hook-Secret", "made-up"), "");
        var second = request("POST", "", Map.of("X-Hook-Secret", "forged"), "");

        WebhookResponse learned = world.send(first);
        assertHandshake(learned, "");
        WebhookResponse again = world.send(first);
        WebhookResponse forged = world.send(second);

        assertThat(learned.headers()).containsEntry("x-hook-secret", "made-up");
        assertThat(again.status()).isEqualTo(200);
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.headers()).doesNotContainKey("x-hook-secret");
        assertThat(world.secrets.secret(World.WORKSPACE, "orders").orElseThrow().live())
                .containsExactly("made-up");
    }

    @Test
    void notions_token_is_learned_once() {
        world.trigger("notion");
        Map<String, String> json = Map.of("content-type", "application/json");
        String body =
                "{\"verification_token\":\"secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl\"}";

        assertHandshake(world.send(request("POST", "", json, body)), "{\"status\":\"learned\"}");
        assertThat(
                        world.send(request("POST", "", json, "{\"verification_token\":\"other\"}"))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void monday_gets_its_challenge_as_json() {
        world.trigger("monday");

        assertHandshake(
                world.send(
                        request(
                                "POST",
                                "",
                                Map.of("content-type", "application/json"),
                                "{\"challenge\":\"3eZb\"}")),
                "{\"challenge\":\"3eZb\"}");
    }

    @Test
    void smartsheet_gets_its_challenge_in_a_header_too() {
        world.trigger("smartsheet");

        WebhookResponse response =
                world.send(request("POST", "", Map.of("Smartsheet-Hook-Challenge", "abc"), ""));

        assertHandshake(response, "{\"smartsheetHookResponse\":\"abc\"}");
        assertThat(response.headers()).containsEntry("smartsheet-hook-response", "abc");
    }

    @Test
    void a_header_is_not_split_by_what_is_echoed_in_it() {
        world.trigger("smartsheet");

        WebhookResponse response =
                world.send(
                        request(
                                "POST",
                                "",
                                Map.of("Smartsheet-Hook-Challenge", "a\r\nSet-Cookie: b"),
                                ""));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).doesNotContainKey("smartsheet-hook-response");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trello", "mandrill", "surveymonkey", "intercom", "mailchimp"})
    void who_looks_whether_the_address_is_there_finds_it(String sender) {
        world.trigger(sender);

        assertHandshake(world.send(request("HEAD", "", Map.of(), "")), "");
    }

    @Test
    void github_gets_a_pong() {
        world.trigger("github");
        WebhookRequest ping =
                world.signer("github", 1)
                        .withHeader("x-github-event", "ping")
                        .at(world.clock.instant());

        assertHandshake(world.send(ping), "{\"status\":\"ready\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xero", "line", "asana"})
    void an_empty_list_of_events_is_only_a_look(String sender) {
        var body = object();
        body.putArray("events");

        assertThat(signed(sender, body).status()).isEqualTo(200);
    }

    @Test
    void xero_gets_a_401_for_a_wrong_signature() {
        world.trigger("xero");
        world.signer("xero", 1);
        Map<String, String> headers = Map.of("x-xero-signature", "AAAA");

        assertThat(world.send(request("POST", "", headers, "{\"events\":[]}")).status())
                .isEqualTo(401);
    }

    @Test
    void strava_gets_its_challenge_as_json() {
        world.triggers.put(
                world.trigger("strava")
                        .withSecrets(Map.of("signing", "orders", "verify", "token")));
        world.secrets.put(World.WORKSPACE, "token", "STRAVA");

        assertHandshake(
                world.send(
                        request(
                                "GET",
                                "?hub.mode=subscribe&hub.challenge=15f7d1a9&hub.verify_token=STRAVA",
                                Map.of(),
                                "")),
                "{\"hub.challenge\":\"15f7d1a9\"}");
    }

    @Test
    void googles_first_message_is_only_a_look() {
        world.trigger("google-channel");
        world.secrets.put(World.WORKSPACE, "orders", "channel-token");
        Map<String, String> headers =
                Map.of("X-Goog-Channel-Token", "channel-token", "X-Goog-Resource-State", "sync");

        assertHandshake(world.send(request("POST", "", headers, "")), "");
    }

    @Test
    void a_subscription_to_sns_keeps_the_request_for_the_operator() {
        var body = object();
        body.put("Type", "SubscriptionConfirmation");
        body.put("SubscribeURL", "https://sns.example.com/confirm");
        body.put("SignatureVersion", "1");
        body.put("MessageId", "m-1");
        body.put("Message", "confirm");
        body.put("TopicArn", "arn");
        body.put("Token", "t");

        assertHandshake(signed("aws-sns", body), "");
        assertThat(world.lines().getFirst().isRepeatable()).isTrue();
    }
}
