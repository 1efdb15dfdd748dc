package dev.belay.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.problem.RefusedException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Entry;
import dev.belay.core.port.Records.Order;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Answers by idempotency key: the same request again gets the answer that the first one got.
///
/// A key is claimed before the request is served. Where the host dies in between, the claim lapses
/// after [#CLAIM], and the request is served again; operations that must not happen twice take ids
/// from the key. Records are in a collection for each day, and kept for one to two days.
public final class Repetitions {
    static final Duration CLAIM = Duration.ofSeconds(90);

    private static final String COLLECTION = "repetitions/";
    private static final int ANSWER_BYTES_MAX = 128 * 1024;
    private static final int CLAIMS_PER_PRUNE = 100;
    private static final int PRUNED_AT_ONCE = 400;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Records records;
    private final InstantSource clock;
    private static final AtomicInteger CLAIMS = new AtomicInteger();

    public Repetitions(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /// An answer as it was given.
    public record Answer(int status, Map<String, String> headers, byte[] body) {}

    /// What is known of a key now.
    public sealed interface Claim {
        /// The request is to be served.
        record Mine(Records.Key at, String fingerprint) implements Claim {}

        /// It was served before.
        record Answered(Answer answer) implements Claim {}
    }

    /// @param name stands for who asks and their key
    /// @param fingerprint of all that makes the request
    /// @throws RefusedException 422 for another request; 409 while the first is being served
    public Claim claim(Workspace workspace, String name, String fingerprint) {
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var key = new Records.Key(workspace, COLLECTION + today, name);
        Optional<byte[]> before =
                records.get(new Records.Key(workspace, COLLECTION + today.minusDays(1), name));
        if (before.isEmpty() && records.putNew(key, open(fingerprint, now))) {
            if (CLAIMS.incrementAndGet() % CLAIMS_PER_PRUNE == 0) {
                prune(workspace, today.minusDays(2));
            }
            return new Claim.Mine(key, fingerprint);
        }
        Optional<byte[]> found = before.isPresent() ? before : records.get(key);
        if (found.isEmpty()) {
            throw busy();
        }
        JsonNode json = read(found.get());
        if (!json.path("fingerprint").asText().equals(fingerprint)) {
            throw RefusedException.reused(
                    "the idempotency key was used for another request; take a new key for each request, and the same only to repeat it");
        }
        if (json.has("status")) {
            return new Claim.Answered(answer(json));
        }
        if (Instant.parse(json.path("at").asText()).plus(CLAIM).isAfter(now)) {
            throw busy();
        }
        records.put(key, open(fingerprint, now));
        return new Claim.Mine(key, fingerprint);
    }

    private static RefusedException busy() {
        return RefusedException.conflict(
                "a request with this idempotency key is being served; ask again in a moment");
    }

    /// Keeps the answer, unless it is too large to keep: then the request is served again.
    public void answered(Claim.Mine claim, Answer answer) {
        if (answer.body().length > ANSWER_BYTES_MAX) {
            records.remove(claim.at());
            return;
        }
        var json = MAPPER.createObjectNode();
        json.put("fingerprint", claim.fingerprint());
        json.put("status", answer.status());
        json.put("body", answer.body());
        var headers = json.putObject("headers");
        new TreeMap<>(answer.headers()).forEach(headers::put);
        records.put(claim.at(), write(json));
    }

    /// Lets the request be made again: nothing is known of how it ended.
    public void release(Claim.Mine claim) {
        records.remove(claim.at());
    }

    private void prune(Workspace workspace, LocalDate day) {
        for (Entry entry :
                records.list(workspace, COLLECTION + day, Order.ASCENDING, null, PRUNED_AT_ONCE)) {
            records.remove(new Records.Key(workspace, COLLECTION + day, entry.name()));
        }
    }

    private static byte[] open(String fingerprint, Instant now) {
        return write(
                MAPPER.createObjectNode()
                        .put("fingerprint", fingerprint)
                        .put("at", now.toString()));
    }

    private static Answer answer(JsonNode json) {
        var headers = new TreeMap<String, String>();
        json.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        try {
            byte @Nullable [] body = json.path("body").binaryValue();
            return new Answer(
                    json.path("status").asInt(), headers, body == null ? new byte[0] : body);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static BelayException damaged(IOException e) {
        return new BelayException(
                ErrorCode.STORE_CORRUPT, "an answer that was kept cannot be read", e);
    }
}
