package dev.belay.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.access.AccessSettings;
import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Role;
import dev.belay.local.backend.MemoryBackend;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: nobody does what their role does not allow.
///
/// Method: every operation of the description, with every role, with a role elsewhere, with
/// credentials that are none, and without any.
@QuarkusTest
class AuthorisationTest {
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private static @Nullable Installation installation;
    private static final Map<Role, String> KEYS = new HashMap<>();

    @BeforeAll
    static void open() {
        installation = Installation.open(new MemoryBackend(), AccessSettings.KEYS_ONLY);
        for (Role role : Role.values()) {
            KEYS.put(role, installation.key("shop", role));
        }
    }

    @AfterAll
    static void close() {
        installation().close();
    }

    private static Installation installation() {
        return Objects.requireNonNull(installation);
    }

    private static HttpResponse<String> ask(Operation operation, @Nullable String token)
            throws Exception {
        var parts = new HashMap<>(Operation.PARTS);
        if (operation.id().equals("revokeKey")) {
            ApiKeys.Created victim =
                    installation().keys().create("shop", Role.VIEWER, null, "test", null);
            parts.put("key", victim.key().id());
        }
        String query =
                operation.id().equals("audit") || operation.id().equals("keys")
                        ? "?workspace=shop"
                        : "";
        String body =
                operation.id().equals("createKey")
                        ? "{\"workspace\":\"shop\",\"role\":\"viewer\"}"
                        : "{}";
        return Http.send(
                operation.method(),
                operation.address(parts) + query,
                token,
                operation.takesBody() ? body : null);
    }

    private static boolean isOpen(Operation operation) {
        return operation.role().equals("none");
    }

    @Test
    void nobody_without_credentials_does_anything() throws Exception {
        var softly = new SoftAssertions();
        for (Operation operation : Operation.all()) {
            for (String token : new String[] {null, "nonsense", "blk_aaaaaaaaaaaa_x", "a.b.c"}) {
                HttpResponse<String> answer = ask(operation, token);
                softly.assertThat(answer.statusCode())
                        .as("%s with %s", operation, token)
                        .isEqualTo(isOpen(operation) ? 200 : UNAUTHENTICATED);
                if (!isOpen(operation)) {
                    softly.assertThat(answer.headers().firstValue("WWW-Authenticate"))
                            .as(operation.id())
                            .contains("Bearer");
                    softly.assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                            .as(operation.id())
                            .startsWith("application/problem+json");
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void every_role_does_what_it_may_and_no_more() throws Exception {
        var softly = new SoftAssertions();
        for (Operation operation : Operation.all()) {
            for (Role role : Role.values()) {
                int status = ask(operation, KEYS.get(role)).statusCode();
                if (may(operation, role)) {
                    softly.assertThat(status)
                            .as("%s as %s", operation, role)
                            .isNotIn(UNAUTHENTICATED, FORBIDDEN);
                } else {
                    softly.assertThat(status).as("%s as %s", operation, role).isEqualTo(FORBIDDEN);
                }
            }
        }
        softly.assertAll();
    }

    private static boolean may(Operation operation, Role role) {
        return switch (operation.role()) {
            case "none", "caller" -> true;
            case "installation-admin" -> false;
            default -> role.includes(Role.of(operation.role()));
        };
    }

    @Test
    void an_admin_elsewhere_cannot_tell_that_a_workspace_exists() throws Exception {
        String elsewhere = installation().key("other", Role.ADMIN);
        var softly = new SoftAssertions();
        for (Operation operation : Operation.all()) {
            int status = ask(operation, elsewhere).statusCode();
            switch (operation.role()) {
                case "none", "caller" ->
                        softly.assertThat(status).as(operation.id()).isEqualTo(200);
                case "installation-admin" ->
                        softly.assertThat(status).as(operation.id()).isEqualTo(FORBIDDEN);
                default -> softly.assertThat(status).as(operation.id()).isEqualTo(NOT_FOUND);
            }
        }
        softly.assertAll();
    }

    @Test
    void an_admin_of_all_workspaces_passes_everywhere() throws Exception {
        String everywhere = installation().key("*", Role.ADMIN);
        for (Operation operation : Operation.all()) {
            assertThat(ask(operation, everywhere).statusCode())
                    .as(operation.id())
                    .isNotIn(UNAUTHENTICATED, FORBIDDEN);
        }
    }

    @Test
    void a_revoked_key_counts_no_longer() throws Exception {
        ApiKeys.Created key = installation().keys().create("shop", Role.VIEWER, null, "test", null);
        String secret = Objects.requireNonNull(key.secret());
        assertThat(Http.send("GET", "/v1/me", secret, null).statusCode()).isEqualTo(200);

        int status =
                Http.send("DELETE", "/v1/keys/" + key.key().id(), KEYS.get(Role.ADMIN), null)
                        .statusCode();

        assertThat(status).isEqualTo(204);
        assertThat(Http.send("GET", "/v1/me", secret, null).statusCode())
                .isEqualTo(UNAUTHENTICATED);
    }

    @Test
    void an_admin_of_one_workspace_makes_no_keys_for_others() throws Exception {
        for (String workspace : new String[] {"*", "other"}) {
            int status =
                    Http.send(
                                    "POST",
                                    "/v1/keys",
                                    KEYS.get(Role.ADMIN),
                                    "{\"workspace\":\"%s\",\"role\":\"viewer\"}"
                                            .formatted(workspace))
                            .statusCode();
            assertThat(status).as(workspace).isIn(FORBIDDEN, NOT_FOUND);
        }
    }

    @Test
    void the_store_knows_no_secret() {
        String secret = installation().key("shop", Role.VIEWER);
        String random = secret.substring("blk_aaaaaaaaaaaa_".length());

        installation()
                .backend()
                .records()
                .list(
                        ApiKeys.INSTALLATION,
                        "api-keys",
                        dev.belay.core.port.Records.Order.ASCENDING,
                        null,
                        1_000)
                .forEach(entry ->
                        assertThat(
                                        new String(
                                                entry.value(),
                                                java.nio.charset.StandardCharsets.UTF_8))
                                .doesNotContain(random));
    }

    @Test
    void every_write_is_in_the_audit_trail_with_who_and_how_it_ended() throws Exception {
        String path = "/v1/workspaces/shop/runs/nobody/cancel";
        assertThat(Http.send("POST", path, KEYS.get(Role.OPERATOR), "{}").statusCode())
                .isEqualTo(NOT_FOUND);
        assertThat(Http.send("POST", path, KEYS.get(Role.VIEWER), "{}").statusCode())
                .isEqualTo(FORBIDDEN);

        String trail =
                Http.send("GET", "/v1/audit?workspace=shop&limit=2", KEYS.get(Role.ADMIN), null)
                        .body();

        assertThat(trail)
                .contains("\"action\":\"cancelRun\"")
                .contains("\"status\":403")
                .contains("\"status\":404")
                .contains("\"code\":\"BLY-1007\"")
                .contains("\"actor\":\"key:");
    }
}
