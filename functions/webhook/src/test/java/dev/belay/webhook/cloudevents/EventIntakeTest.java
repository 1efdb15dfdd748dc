package dev.belay.webhook.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records.Order;
import dev.belay.memory.InMemoryRecords;
import dev.belay.webhook.WebhookLimits;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIntakeTest {
    private final List<CloudEvent> routed = new ArrayList<>();
    private boolean routerIsAway;

    private final InMemoryRecords records = new InMemoryRecords();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final EventIntake intake = new EventIntake(records, this::route, () -> now);

    private int route(Workspace workspace, CloudEvent event) {
        if (routerIsAway) {
            throw new BelayException(ErrorCode.STORE_UNAVAILABLE, "away");
        }
        routed.add(event);
        return 1;
    }

    private WebhookResponse send(Map<String, String> headers, String body) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return intake.handle(
                "default",
                new WebhookRequest(
                        "POST", "https://e.example/events/default", lists, body.getBytes(UTF_8)));
    }

    private WebhookResponse structured(String body) {
        return send(Map.of("Content-Type", "application/cloudevents+json; charset=UTF-8"), body);
    }

    private static String event(String id, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"order.paid\"%s}"
                .formatted(id, more);
    }

    @Test
    void a_structured_event_is_handed_on() {
        WebhookResponse response =
                structured(
                        event(
                                "1",
                                ",\"time\":\"2026-11-22T10:15:30.5+01:00\",\"tier\":2,\"data\":{\"total\":5}"));

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.text())
                .isEqualTo("{\"status\":\"accepted\",\"taken\":1,\"duplicates\":0}");
        assertThat(routed.getFirst().toJson().toString())
                .isEqualTo(
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"order.paid\",\"tier\":2,\"time\":\"2026-11-22T10:15:30.5+01:00\",\"data\":{\"total\":5}}");
    }

    @Test
    void a_binary_event_has_its_attributes_in_headers() {
        send(
                Map.of(
                        "Content-Type",
                        "application/json",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "A%20234",
                        "ce-source",
                        "https://github.com/cloudevents",
                        "ce-type",
                        "pull",
                        "ce-tier",
                        "Euro%20%E2%82%AC+1"),
                "{\"total\":5}");

        CloudEvent event = routed.getFirst();
        assertThat(event.id()).isEqualTo("A 234");
        assertThat(event.toJson().path("tier").asText()).isEqualTo("Euro €+1");
        assertThat(event.toJson().path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.toJson().path("data").path("total").asInt()).isEqualTo(5);
    }

    @Test
    void a_binary_event_that_is_text_or_nothing_keeps_that() {
        Map<String, String> headers =
                Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");
        var text = new HashMap<>(headers);
        text.put("content-type", "text/plain");
        text.put("ce-id", "2");

        send(headers, "");
        send(text, "hello");

        assertThat(routed.get(0).data()).isNull();
        assertThat(routed.get(1).toJson().path("data").asText()).isEqualTo("hello");
    }

    @Test
    void a_batch_is_taken_whole() {
        WebhookResponse response =
                send(
                        Map.of("content-type", "application/cloudevents-batch+json"),
                        "[%s,%s,%s]".formatted(event("1", ""), event("2", ""), event("1", "")));

        assertThat(response.text()).contains("\"taken\":2,\"duplicates\":1");
        assertThat(routed).extracting(CloudEvent::id).containsExactly("1", "2");
    }

    @Test
    void of_a_batch_with_a_bad_event_none_is_taken() {
        WebhookResponse response =
                send(
                        Map.of("content-type", "application/cloudevents-batch+json"),
                        "[%s,{}]".formatted(event("1", "")));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("of event 1");
        assertThat(routed).isEmpty();
    }

    @Test
    void an_event_is_known_by_its_source_and_id() {
        structured(event("1", ""));
        WebhookResponse again = structured(event("1", ",\"subject\":\"other\""));
        structured(event("1", "").replace("/shop", "/shop2"));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).contains("\"taken\":0,\"duplicates\":1");
        assertThat(routed).hasSize(2);
    }

    @Test
    void an_event_is_known_for_a_week_at_least_and_not_for_ever() {
        structured(event("1", ""));
        now = now.plus(Duration.ofDays(7));
        structured(event("1", ""));
        assertThat(routed).hasSize(1);

        now = now.plus(Duration.ofDays(14));
        structured(event("1", ""));
        assertThat(routed).hasSize(2);
    }

    private long marks() {
        long last = now.getEpochSecond() / WebhookLimits.EVENT_KNOWN.toSeconds();
        return LongStream.rangeClosed(last - 20, last)
                .mapToObj("events/%d"::formatted)
                .mapToLong(each ->
                        records.list(Workspace.DEFAULT, each, Order.ASCENDING, null, 1_000).size())
                .sum();
    }

    @Test
    void marks_of_events_do_not_pile_up() {
        for (int day = 0; day < 100; day++) {
            for (int i = 0; i < 50; i++) {
                structured(event("%d-%d".formatted(day, i), ""));
            }
            now = now.plus(Duration.ofDays(1));
        }

        assertThat(marks()).isLessThanOrEqualTo(3 * 7 * 50);
    }

    @Test
    void an_event_that_could_not_be_handed_on_is_taken_when_it_comes_again() {
        routerIsAway = true;
        WebhookResponse away = structured(event("1", ""));
        routerIsAway = false;
        WebhookResponse again = structured(event("1", ""));

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers()).containsEntry("retry-after", "30");
        assertThat(again.text()).contains("\"taken\":1");
        assertThat(routed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\"}",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a b\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"secret-value\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"Bad-Name\":\"secret-value\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"ext\":{\"a\":\"secret-value\"}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1,\"data_base64\":\"AA==\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"secret-value!\"}"
            })
    void what_is_no_event_is_400_and_not_quoted(String body) {
        WebhookResponse response = structured(body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("BLY-1013").doesNotContain("secret-value");
        assertThat(routed).isEmpty();
    }

    @Test
    void other_methods_and_large_bodies_are_refused() {
        var get = new WebhookRequest("GET", "/events/default", Map.of(), new byte[0]);
        var large = new WebhookRequest("POST", "/events/default", Map.of(), new byte[2_000_000]);

        assertThat(intake.handle("default", get).status()).isEqualTo(405);
        assertThat(intake.handle("default", large).status()).isEqualTo(413);
        assertThat(routed).isEmpty();
    }
}
