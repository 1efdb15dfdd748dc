package dev.belay.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.http.Tags;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Entry;
import dev.belay.core.port.Records.Order;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API keys of an installation. Of a secret only the digest is kept; it has 256 random bits, so
/// that a fast digest is enough.
public final class ApiKeys {
    /// Where records are that belong to no workspace; nobody may use it for anything else.
    public static final Workspace INSTALLATION = new Workspace("belay.installation");

    private static final String COLLECTION = "api-keys";
    private static final String PREFIX = "blk_";
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int ID_CHARS = 12;
    private static final int SECRET_BYTES = 32;
    private static final int PAGE = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Records records;
    private final InstantSource clock;

    public ApiKeys(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /// @param secret the whole bearer token; it is in no store
    public record Created(ApiKey key, @Nullable String secret) {}

    /// @param workspace `*` for all
    public Created create(
            String workspace,
            Role role,
            @Nullable String name,
            String createdBy,
            @Nullable Instant expiresAt) {
        if (!Caller.EVERYWHERE.equals(workspace)) {
            requireFree(new Workspace(workspace));
        }
        var id = new StringBuilder();
        for (int i = 0; i < ID_CHARS; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        String secret =
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var key =
                new ApiKey(
                        id.toString(),
                        workspace,
                        role,
                        name,
                        clock.instant(),
                        createdBy,
                        expiresAt);
        if (!records.putNew(at(key.id()), write(key, secret))) {
            throw new BelayException(ErrorCode.CONTENDED, "the key could not be made; try again");
        }
        return new Created(key, secret);
    }

    private static void requireFree(Workspace workspace) {
        if (workspace.equals(INSTALLATION)) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "workspace '%s' is Belay's own; choose another".formatted(workspace));
        }
    }

    public Optional<ApiKey> find(String id) {
        return isId(id) ? records.get(at(id)).map(ApiKeys::read) : Optional.empty();
    }

    /// @return whether it was there
    public boolean revoke(String id) {
        return isId(id) && records.remove(at(id));
    }

    public boolean isEmpty() {
        return records.list(INSTALLATION, COLLECTION, Order.ASCENDING, null, 1).isEmpty();
    }

    /// The keys of a workspace, or those of all for `*`.
    public Page<ApiKey> list(String workspace, int limit, @Nullable String after) {
        var keys = new ArrayList<ApiKey>();
        @Nullable String position = after;
        while (true) {
            List<Entry> entries =
                    records.list(INSTALLATION, COLLECTION, Order.ASCENDING, position, PAGE);
            for (Entry entry : entries) {
                ApiKey key = read(entry.value());
                if (key.workspace().equals(workspace)) {
                    if (keys.size() == limit) {
                        return new Page<>(keys, position);
                    }
                    keys.add(key);
                }
                position = entry.name();
            }
            if (entries.size() < PAGE) {
                return new Page<>(keys, null);
            }
        }
    }

    static boolean isKey(String bearer) {
        return bearer.startsWith(PREFIX);
    }

    /// The key whose whole secret this is, unless it has expired.
    Optional<ApiKey> verify(String bearer) {
        int end = PREFIX.length() + ID_CHARS;
        if (bearer.length() <= end + 1 || bearer.charAt(end) != '_') {
            return Optional.empty();
        }
        String id = bearer.substring(PREFIX.length(), end);
        if (!isId(id)) {
            return Optional.empty();
        }
        return records.get(at(id))
                .filter(stored -> MessageDigest.isEqual(digest(stored), Tags.sha256(bearer)))
                .map(ApiKeys::read)
                .filter(key -> key.expiresAt() == null || key.expiresAt().isAfter(clock.instant()));
    }

    private static boolean isId(String id) {
        return id.length() == ID_CHARS && id.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static Records.Key at(String id) {
        return new Records.Key(INSTALLATION, COLLECTION, id);
    }

    private static byte[] write(ApiKey key, String secret) {
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("id", key.id())
                        .put("workspace", key.workspace())
                        .put("role", key.role().text())
                        .put("name", key.name())
                        .put("createdAt", key.createdAt().toString())
                        .put("createdBy", key.createdBy())
                        .put("sha256", Tags.sha256(secret));
        if (key.expiresAt() != null) {
            json.put("expiresAt", key.expiresAt().toString());
        }
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApiKey read(byte[] stored) {
        JsonNode json = tree(stored);
        return new ApiKey(
                json.path("id").asText(),
                json.path("workspace").asText(),
                Role.of(json.path("role").asText()),
                json.path("name").isTextual() ? json.path("name").asText() : null,
                Instant.parse(json.path("createdAt").asText()),
                json.path("createdBy").asText(),
                json.has("expiresAt") ? Instant.parse(json.path("expiresAt").asText()) : null);
    }

    private static byte[] digest(byte[] stored) {
        try {
            return tree(stored).path("sha256").binaryValue();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static JsonNode tree(byte[] stored) {
        try {
            return MAPPER.readTree(stored);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static BelayException damaged(IOException e) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT, "an API key cannot be read from the store", e);
    }
}
