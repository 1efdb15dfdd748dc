package dev.belay.functions.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.webhook.http.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Goal: what a sender signed is what is verified: the address, and every byte of the body.
class GatewayRequestTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void an_event_of_a_gateway_becomes_the_request_that_was_sent() throws Exception {
        var request =
                read("""
                {"version": "2.0", "routeKey": "ANY /hooks/{proxy+}",
                 "rawPath": "/hooks/default/calls", "rawQueryString": "a=1&a=b%20c",
                 "headers": {"Host": "hooks.example", "x-a": "1,2"},
                 "requestContext": {"stage": "$default", "domainName": "x.execute-api",
                   "http": {"method": "POST", "path": "/hooks/default/calls"}},
                 "body": "/wAB", "isBase64Encoded": true}
                """)
                        .toRequest();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.url())
                .isEqualTo("https://hooks.example/hooks/default/calls?a=1&a=b%20c");
        assertThat(request.header("X-A")).contains("1,2");
        assertThat(request.body()).containsExactly(0xff, 0, 1);
    }

    @Test
    void a_body_that_is_text_is_taken_as_utf_8() throws Exception {
        var request = read("{\"body\": \"caf\\u00e9\", \"isBase64Encoded\": false}").toRequest();

        assertThat(request.body()).isEqualTo("café".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_stage_is_not_part_of_the_path() throws Exception {
        var request =
                read(
                        """
                        {"rawPath": "/live/hooks/default/calls",
                         "requestContext": {"stage": "live", "http": {"method": "POST"}}}
                        """);

        assertThat(request.below("hooks"))
                .hasValueSatisfying(names -> assertThat(names).containsExactly("default", "calls"));
        assertThat(request.below("events")).isEmpty();
    }

    @Test
    void a_body_that_is_not_what_it_is_said_to_be_is_refused() throws Exception {
        var request = read("{\"body\": \"%%\", \"isBase64Encoded\": true}");

        assertThatThrownBy(request::toRequest).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_answer_keeps_its_bytes() throws Exception {
        var text = GatewayResponse.of(WebhookResponse.text(200, "café"));
        var bytes =
                GatewayResponse.of(
                        new WebhookResponse(200, Map.of(), new byte[] {(byte) 0xff, 0, 1}));

        assertThat(JSON.valueToTree(text).toString())
                .contains("\"body\":\"café\"")
                .contains("\"isBase64Encoded\":false")
                .contains("\"statusCode\":200");
        assertThat(JSON.valueToTree(bytes).toString())
                .contains("\"body\":\"/wAB\"")
                .contains("\"isBase64Encoded\":true");
    }

    private static GatewayRequest read(String json) throws JsonProcessingException {
        return JSON.readValue(json, GatewayRequest.class);
    }
}
