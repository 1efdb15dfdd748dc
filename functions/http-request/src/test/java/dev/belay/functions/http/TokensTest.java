package dev.belay.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.flow.secret.SecretReferences;
import dev.belay.functions.http.LocalServer.Seen;
import dev.belay.functions.http.secret.InMemorySecrets;
import dev.belay.functions.http.secret.SecretStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TokensTest {
    private static final String CLIENT_ID = "me";
    private static final String CLIENT_SECRET = "s3cr3t";

    private final LocalServer api = new LocalServer();
    private final LocalServer authority = new LocalServer();
    private final AtomicInteger issued = new AtomicInteger();
    private final Now now = new Now();
    private final SecretStore secrets =
            new InMemorySecrets().put(Workspace.DEFAULT, "client", CLIENT_SECRET);
    private final Client client = Client.with(now, secrets);

    @AfterEach
    void stop() {
        client.close();
        api.close();
        authority.close();
    }

    @Test
    void a_token_is_fetched_by_the_clients_credentials_and_shown() {
        issuing("/realm/oauth2/token", 3600);
        api.answer("/a", 200, Map.of(), "");

        client.send(
                get(
                        Map.of(
                                "scopes", List.of("pets:read", "pets:write"),
                                "audiences", List.of("a", "b"))));

        Seen asked = authority.seen.getFirst();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.headers())
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(asked.body())
                .isEqualTo(
                        "grant_type=client_credentials&client_id=me&client_secret=s3cr3t&scope=pets%3Aread+pets%3Awrite&audience=a+b");
        assertThat(api.seen.getFirst().headers()).containsEntry("authorization", "Bearer token-1");
    }

    @Test
    void a_password_grant_may_be_written_as_json() {
        issuing("/realm/protocol/token", 3600);
        api.answer("/a", 200, Map.of(), "");

        client.send(
                get(
                        Map.of(
                                "grant", "password",
                                "username", "ann",
                                "password", SecretReferences.to("client"),
                                "endpoints", Map.of("token", "protocol/token"),
                                "request", Map.of("encoding", "application/json"))));

        assertThat(authority.seen.getFirst().body())
                .isEqualTo(
                        "{\"grant_type\":\"password\",\"username\":\"ann\",\"password\":\"s3cr3t\",\"client_id\":\"me\",\"client_secret\":\"s3cr3t\"}");
    }

    @Test
    void a_client_proves_itself_as_it_is_told_to() {
        issuing("/realm/oauth2/token", 3600);
        api.answer("/a", 200, Map.of(), "");

        client.send(get(Map.of("client", client("client_secret_basic"))));
        client.send(get(Map.of("client", client("private_key_jwt"))));
        client.send(get(Map.of("client", client("none"))));

        assertThat(authority.seen.getFirst().headers())
                .containsEntry(
                        "authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("m%C3%A4:s3cr3t".getBytes(UTF_8)));
        assertThat(authority.seen)
                .extracting(Seen::body)
                .containsExactly(
                        "grant_type=client_credentials",
                        "grant_type=client_credentials&client_id=m%C3%A4&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=j.w.t",
                        "grant_type=client_credentials&client_id=m%C3%A4");
    }

    @Test
    void a_token_is_kept_until_shortly_before_it_expires() {
        issuing("/realm/oauth2/token", 3600);
        api.answer("/a", 200, Map.of(), "");

        client.send(get(Map.of()));
        now.pass(Duration.ofMinutes(59));
        client.send(get(Map.of()));
        client.send(get(Map.of("scopes", List.of("more"))));
        now.pass(Duration.ofSeconds(30));
        client.send(get(Map.of()));

        assertThat(shown()).containsExactly("token-1", "token-1", "token-2", "token-3");
    }

    @Test
    void credentials_that_differ_share_no_token() {
        issuing("/realm/oauth2/token", 3600);
        api.answer("/a", 200, Map.of(), "");

        client.send(get(Map.of()));
        client.send(get(Map.of("client", Map.of("id", CLIENT_ID, "secret", "guessed"))));

        assertThat(shown()).containsExactly("token-1", "token-2");
    }

    @Test
    void a_kept_token_that_is_refused_is_replaced_once() {
        issuing("/realm/oauth2/token", 3600);
        var good = new AtomicInteger(1);
        api.on(
                "/a",
                exchange -> {
                    String shown = exchange.getRequestHeaders().getFirst("Authorization");
                    boolean isGood = shown.equals("Bearer token-" + good.get());
                    exchange.sendResponseHeaders(isGood ? 200 : 401, -1);
                });

        client.send(get(Map.of()));
        good.set(2);
        client.send(get(Map.of()));
        good.set(-1);
        ActivityException failure = client.refusal(get(Map.of()));

        assertThat(failure.type()).isEqualTo("http-401");
        assertThat(shown()).containsExactly("token-1", "token-1", "token-2", "token-2", "token-3");
    }

    @Test
    void an_oidc_authority_says_where_its_tokens_are() {
        issuing("/tokens", 3600);
        String issuer = authority.url("/realm");
        authority.answer(
                "/realm/.well-known/openid-configuration",
                200,
                "application/json",
                "{\"issuer\":\"%s\",\"token_endpoint\":\"%s\"}"
                        .formatted(issuer, authority.url("/tokens")));
        api.answer("/a", 200, Map.of(), "");

        client.send(get(Map.of("scheme", "oidc")));

        assertThat(authority.seen)
                .extracting(Seen::target)
                .containsExactly("/realm/.well-known/openid-configuration", "/tokens");
        assertThat(shown()).containsExactly("token-1");
    }

    @Test
    void an_authority_that_describes_another_issuer_gets_no_credentials() {
        issuing("/tokens", 3600);
        authority.answer(
                "/realm/.well-known/openid-configuration",
                200,
                "application/json",
                "{\"issuer\":\"https://evil.example\",\"token_endpoint\":\"%s\"}"
                        .formatted(authority.url("/tokens")));

        ActivityException failure = client.refusal(get(Map.of("scheme", "oidc")));

        assertThat(failure.type()).isEqualTo("http-401");
        assertThat(authority.seen).hasSize(1);
        assertThat(api.seen).isEmpty();
    }

    @Test
    void a_token_of_an_issuer_that_is_not_listed_is_not_shown() {
        String claims =
                Base64.getUrlEncoder()
                        .encodeToString("{\"iss\":\"https://a.example\"}".getBytes(UTF_8));
        authority.answer(
                "/realm/oauth2/token",
                200,
                "application/json",
                "{\"access_token\":\"h.%s.s\"}".formatted(claims));
        api.answer("/a", 200, Map.of(), "");

        client.send(get(Map.of("issuers", List.of("https://a.example"))));
        ActivityException failure =
                client.refusal(get(Map.of("issuers", List.of("https://b.example"))));

        assertThat(failure.type()).isEqualTo("http-401");
        assertThat(failure).hasMessageContaining("issuer").hasMessageNotContaining(claims);
        assertThat(api.seen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400,http-401,false",
        "401,http-401,false",
        "302,http-401,false",
        "429,http-429,true",
        "503,http-503,true"
    })
    void a_token_endpoint_that_gives_none_says_why_and_no_more(
            int status, String type, boolean retryable) {
        authority.answer(
                "/realm/oauth2/token",
                status,
                Map.of("Retry-After", "7", "Location", authority.url("/evil")),
                "{\"error\":\"invalid_client\",\"error_description\":\"s3cr3t\"}");

        ActivityException failure = client.refusal(get(Map.of()));

        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.retryAfter()).isEqualTo(retryable ? Duration.ofSeconds(7) : null);
        assertThat(failure)
                .hasMessage(
                        "no token from http://127.0.0.1:%d: it answered %d, invalid_client"
                                .formatted(authority.port(), status));
        assertThat(authority.seen).hasSize(1);
        assertThat(api.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"t\",\"token_type\":\"DPoP\"}"
            })
    void an_answer_without_a_bearer_token_is_a_refusal(String body) {
        authority.answer("/realm/oauth2/token", 200, "application/json", body);

        assertThat(client.refusal(get(Map.of())).type()).isEqualTo("http-401");
        assertThat(api.seen).isEmpty();
    }

    @Test
    void a_token_endpoint_passes_the_guard_as_well() {
        var guard = AddressGuard.blockPrivate().onPorts(Set.of()).allowing("127.0.0.1/32");
        try (var guarded = new Client(guard, now, secrets, HttpTransport::platform)) {
            ActivityException failure =
                    guarded.refusal(get(Map.of("authority", "http://169.254.169.254/latest")));

            assertThat(failure.type()).isEqualTo(ErrorCode.FORBIDDEN_ADDRESS.code());
        }
        assertThat(api.seen).isEmpty();
    }

    @Test
    void an_echoed_token_is_not_in_the_answer() {
        issuing("/realm/oauth2/token", 3600);
        api.answer("/a", 200, "text/plain", "you sent token-1");

        assertThat(client.send(get(Map.of())).body()).isEqualTo("you sent [secret]");
        assertThat(client.send(get(Map.of())).body()).isEqualTo("you sent [secret]");
    }

    private void issuing(String path, int seconds) {
        authority.on(
                path,
                exchange -> {
                    byte[] body =
                            "{\"access_token\":\"token-%d\",\"expires_in\":%d,\"token_type\":\"bearer\"}"
                                    .formatted(issued.incrementAndGet(), seconds)
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                });
    }

    private List<String> shown() {
        return api.seen.stream()
                .map(seen ->
                        seen.headers().getOrDefault("authorization", "").replace("Bearer ", ""))
                .toList();
    }

    private static Map<String, Object> client(String method) {
        return Map.of(
                "id",
                "mä",
                "secret",
                SecretReferences.to("client"),
                "assertion",
                "j.w.t",
                "authentication",
                method);
    }

    private HttpRequest get(Map<String, Object> more) {
        var authentication = new HashMap<String, Object>();
        authentication.put("scheme", "oauth2");
        authentication.put("authority", authority.url("/realm"));
        authentication.put("grant", "client_credentials");
        authentication.put(
                "client", Map.of("id", CLIENT_ID, "secret", SecretReferences.to("client")));
        authentication.putAll(more);
        return HttpRequest.get(api.url("/a")).withAuthentication(authentication).resolvingSecrets();
    }
}
