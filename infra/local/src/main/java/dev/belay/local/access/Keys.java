package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.access.ApiKey;
import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Role;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.local.backend.Backend;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// API keys, wherever they are.
public interface Keys extends AutoCloseable {
    int LIMIT = 1_000;

    ApiKeys.Created create(
            String workspace, Role role, @Nullable String name, @Nullable Instant expiresAt);

    List<ApiKey> list(String workspace);

    void revoke(String id);

    @Override
    void close();

    /// In a store that this process has open.
    static Keys in(Backend backend) {
        var keys = new ApiKeys(backend.records(), InstantSource.system());
        return new Keys() {
            @Override
            public ApiKeys.Created create(
                    String workspace,
                    Role role,
                    @Nullable String name,
                    @Nullable Instant expiresAt) {
                return keys.create(workspace, role, name, "local", expiresAt);
            }

            @Override
            public List<ApiKey> list(String workspace) {
                return keys.list(workspace, LIMIT, null).items();
            }

            @Override
            public void revoke(String id) {
                if (!keys.revoke(id)) {
                    throw new BelayException(
                            ErrorCode.INVALID_REQUEST,
                            "there is no key '%s'; 'belay key list' shows those that are"
                                    .formatted(id));
                }
            }

            @Override
            public void close() {
                backend.close();
            }
        };
    }

    /// Of a system that is up.
    static Keys of(RemoteHttp http) {
        return new Keys() {
            @Override
            public ApiKeys.Created create(
                    String workspace,
                    Role role,
                    @Nullable String name,
                    @Nullable Instant expiresAt) {
                var body = new LinkedHashMap<String, Object>();
                body.put("workspace", workspace);
                body.put("role", role.text());
                if (name != null) {
                    body.put("name", name);
                }
                if (expiresAt != null) {
                    body.put("expiresAt", expiresAt.toString());
                }
                String answer = http.post("/keys", Json.write(body));
                return Json.read("the answer", answer, ApiKeys.Created.class);
            }

            @Override
            public List<ApiKey> list(String workspace) {
                String path =
                        "/keys?limit=%d&workspace=%s"
                                .formatted(LIMIT, RemoteRuns.encode(workspace));
                var found = new ArrayList<ApiKey>();
                for (JsonNode key : Json.readTree("the answer", http.get(path)).path("keys")) {
                    found.add(Json.read("the answer", key.toString(), ApiKey.class));
                }
                return found;
            }

            @Override
            public void revoke(String id) {
                http.delete("/keys/" + RemoteRuns.encode(id));
            }

            @Override
            public void close() {
                http.close();
            }
        };
    }
}
