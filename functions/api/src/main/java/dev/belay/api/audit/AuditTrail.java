package dev.belay.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.http.Cursors;
import dev.belay.core.client.Ids;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.core.port.Records.Entry;
import dev.belay.core.port.Records.Order;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who changed what in each workspace. Lines are added, never changed, and dropped after
/// [#RETENTION].
public final class AuditTrail {
    public static final Duration RETENTION = Duration.ofDays(400);

    private static final String COLLECTION = "audit";
    private static final int APPENDS_PER_PRUNE = 200;
    private static final int PRUNED_AT_ONCE = 400;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Supplier<Records> records;
    private final Ids ids;
    private final InstantSource clock;
    private final AtomicInteger appends = new AtomicInteger();

    public AuditTrail(Supplier<Records> records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
        this.ids = new Ids(clock, new SecureRandom());
    }

    /// @param next null on the last page
    public record AuditPage(List<AuditEntry> entries, @Nullable String next) {}

    public void add(
            Workspace workspace,
            String actor,
            String action,
            String method,
            String path,
            int status,
            @Nullable String code) {
        RunId id = ids.newRunId();
        var entry =
                new AuditEntry(
                        id.value(),
                        clock.instant().toString(),
                        actor,
                        action,
                        method,
                        path,
                        status,
                        code);
        records.get().put(new Records.Key(workspace, COLLECTION, id.value()), write(entry));
        if (appends.incrementAndGet() % APPENDS_PER_PRUNE == 0) {
            prune(workspace);
        }
    }

    /// Newest first.
    public AuditPage list(Workspace workspace, int limit, @Nullable String cursor) {
        String list = "audit " + workspace;
        List<Entry> found =
                records.get()
                        .list(
                                workspace,
                                COLLECTION,
                                Order.DESCENDING,
                                Cursors.read(list, cursor),
                                limit + 1);
        boolean more = found.size() > limit;
        var entries = new ArrayList<AuditEntry>();
        for (Entry entry : more ? found.subList(0, limit) : found) {
            entries.add(read(entry.value()));
        }
        return new AuditPage(entries, more ? Cursors.write(list, entries.getLast().id()) : null);
    }

    private void prune(Workspace workspace) {
        Instant before = clock.instant().minus(RETENTION);
        for (Entry entry :
                records.get().list(workspace, COLLECTION, Order.ASCENDING, null, PRUNED_AT_ONCE)) {
            if (!new RunId(entry.name()).createdAt().isBefore(before)) {
                return;
            }
            records.get().remove(new Records.Key(workspace, COLLECTION, entry.name()));
        }
    }

    private static byte[] write(AuditEntry entry) {
        try {
            return MAPPER.writeValueAsBytes(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEntry read(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, AuditEntry.class);
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_CORRUPT, "a line of the audit trail cannot be read", e);
        }
    }
}
