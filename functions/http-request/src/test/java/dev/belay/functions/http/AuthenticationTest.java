package dev.belay.functions.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.model.Workspace;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.functions.http.secret.InMemorySecrets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class AuthenticationTest {
    private final LocalServer server = new LocalServer();
    private final LocalServer other = new LocalServer();
    private final Client client =
            Client.with(
                    new Now(),
                    new InMemorySecrets()
                            .put(Workspace.DEFAULT, "password", "open sesame")
                            .put(Workspace.DEFAULT, "bot", "{\"token\":\"t0k3n\"}")
                            .put(Workspace.DEFAULT, "text", "t0k3n"));

    @AfterEach
    void stop() {
        client.close();
        server.close();
        other.close();
    }

    @Test
    void basic_credentials_are_encoded_after_the_secret_is_known() {
        server.answer("/a", 200, Map.of(), "");

        client.send(
                get("/a")
                        .withAuthentication(
                                Map.of(
                                        "scheme", "basic",
                                        "username", "Aladdin",
                                        "password", SecretReferences.to("password"))));

        assertThat(server.seen.getFirst().headers())
                .containsEntry("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void a_secret_may_hold_a_whole_authentication() {
        server.answer("/a", 200, Map.of(), "");

        client.send(get("/a").withAuthentication(Map.of("scheme", "bearer", "use", "bot")));

        assertThat(server.seen.getFirst().headers()).containsEntry("authorization", "Bearer t0k3n");
    }

    @ParameterizedTest
    @CsvSource({
        "certificate,,'scheme'",
        "basic,,'username'",
        "bearer,,'token'",
        "oauth2,,'authority'",
        "bearer,text,no JSON",
        "bearer,none,no secret 'none'"
    })
    void an_authentication_that_lacks_something_says_what(String scheme, String use, String said) {
        server.answer("/a", 200, Map.of(), "");
        Map<String, Object> authentication =
                use == null ? Map.of("scheme", scheme) : Map.of("scheme", scheme, "use", use);

        ActivityException failure = client.refusal(get("/a").withAuthentication(authentication));

        assertThat(failure.type()).isEqualTo("http-invalid-request");
        assertThat(failure).hasMessageContaining(said).hasMessageNotContaining("t0k3n");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void another_origin_never_gets_the_proof_and_cannot_lead_it_back() {
        server.redirect("/from", 302, other.url("/between"));
        other.redirect("/between", 302, server.url("/back"));
        server.answer("/back", 200, Map.of(), "");

        client.send(get("/from").withAuthentication(Map.of("scheme", "bearer", "use", "bot")));

        assertThat(server.seen.getFirst().headers()).containsKey("authorization");
        assertThat(other.seen.getFirst().headers()).doesNotContainKey("authorization");
        assertThat(server.seen.getLast().headers()).doesNotContainKey("authorization");
    }

    @Test
    void the_same_origin_gets_the_proof_after_a_redirect_as_well() {
        server.redirect("/from", 302, "/to");
        server.answer("/to", 200, Map.of(), "");

        client.send(get("/from").withAuthentication(Map.of("scheme", "bearer", "use", "bot")));

        assertThat(server.seen.getLast().headers()).containsEntry("authorization", "Bearer t0k3n");
    }

    @Test
    void a_request_may_follow_no_redirect() {
        server.redirect("/from", 302, "/to");

        ActivityException failure = client.refusal(get("/from").followingNoRedirects());

        assertThat(failure.type()).isEqualTo("http-302");
        assertThat(failure.retryable()).isFalse();
        assertThat(server.seen).hasSize(1);
    }

    private HttpRequest get(String path) {
        return HttpRequest.get(server.url(path)).resolvingSecrets();
    }
}
