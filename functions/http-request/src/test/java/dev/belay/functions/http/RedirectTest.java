package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RedirectTest {
    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer x", "X-Api-Key", "y", "Cookie", "z", "Accept", "a/b");

    private final LocalServer here = new LocalServer();
    private final LocalServer there = new LocalServer();
    private final Client client =
            new Client(AddressGuard.blockPrivate().onPorts(Set.of()).allowing("127.0.0.1/32"));

    @AfterEach
    void stop() {
        client.close();
        here.close();
        there.close();
    }

    @ParameterizedTest
    @CsvSource({"301,GET,''", "302,GET,''", "303,GET,''", "307,POST,x", "308,POST,x"})
    void a_redirect_repeats_or_reads_as_its_status_says(int status, String method, String body) {
        here.redirect("/from", status, "/to?a=1");
        here.answer("/to", 200, "text/plain", "arrived");

        HttpAnswer answer =
                client.send(HttpRequest.post(here.url("/from"), "x").withHeaders(HEADERS));

        assertThat(answer.body()).isEqualTo("arrived");
        LocalServer.Seen last = here.seen.getLast();
        assertThat(last.method()).isEqualTo(method);
        assertThat(last.target()).isEqualTo("/to?a=1");
        assertThat(last.body()).isEqualTo(body);
        assertThat(last.headers()).containsEntry("authorization", "Bearer x");
    }

    @Test
    void another_origin_sees_no_credentials_under_any_name() {
        here.redirect("/from", 307, there.url("/to"));
        there.answer("/to", 200, "text/plain", "arrived");

        client.send(HttpRequest.post(here.url("/from"), "x").withHeaders(HEADERS));

        assertThat(there.seen.getLast().headers())
                .containsEntry("accept", "a/b")
                .containsEntry("idempotency-key", "key-1")
                .doesNotContainKeys("authorization", "x-api-key", "cookie");
    }

    @Test
    void five_redirects_are_followed_and_no_more() {
        for (int hop = 0; hop < 6; hop++) {
            here.redirect("/" + hop, 302, "/" + (hop + 1));
        }
        here.answer("/6", 200, "text/plain", "arrived");

        assertThat(client.send(HttpRequest.get(here.url("/1"))).body()).isEqualTo("arrived");
        ActivityException failure = client.refusal(HttpRequest.get(here.url("/0")));
        assertThat(failure.type()).isEqualTo("http-redirect");
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://127.0.0.2/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "//0.0.0.0/"
            })
    void every_hop_passes_the_guard(String location) {
        here.redirect("/from", 302, location);

        ActivityException failure = client.refusal(HttpRequest.get(here.url("/from")));

        assertThat(failure.type()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.com/", "http://a:b@example.com/"})
    void a_redirect_leads_to_web_servers_only(String location) {
        here.redirect("/from", 302, location);

        assertThat(client.refusal(HttpRequest.get(here.url("/from"))).type())
                .isEqualTo("http-invalid-request");
    }

    @Test
    void a_redirect_does_not_leave_https() {
        var target = Target.of("https://example.com/a", Map.of());

        assertThat(target.redirected("/b").uri()).hasToString("https://example.com/b");
        assertThatThrownBy(() -> target.redirected("http://example.com/b"))
                .hasMessageContaining("in the clear");
    }
}
