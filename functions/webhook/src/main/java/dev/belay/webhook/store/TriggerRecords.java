package dev.belay.webhook.store;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.Records;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.TriggerStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Triggers as records.
public final class TriggerRecords implements TriggerStore {
    private static final String TRIGGERS = "triggers";

    private final Records records;

    public TriggerRecords(Records records) {
        this.records = records;
    }

    @Override
    public Optional<Trigger> find(Workspace workspace, String id) {
        return Trigger.isId(id)
                ? records.get(key(workspace, id)).map(bytes -> TriggerJson.read(workspace, bytes))
                : Optional.empty();
    }

    @Override
    public void put(Trigger trigger) {
        byte[] bytes = TriggerJson.write(trigger);
        if (bytes.length > Records.BYTES_MAX) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "the definition of trigger '%s' has %d bytes, expected at most %d"
                            .formatted(trigger.id(), bytes.length, Records.BYTES_MAX));
        }
        records.put(key(trigger.workspace(), trigger.id()), bytes);
    }

    @Override
    public boolean remove(Workspace workspace, String id) {
        return Trigger.isId(id) && records.remove(key(workspace, id));
    }

    @Override
    public Page<Trigger> list(Workspace workspace, int limit, @Nullable String cursor) {
        List<Records.Entry> entries =
                records.list(workspace, TRIGGERS, Records.Order.ASCENDING, cursor, limit + 1);
        boolean more = entries.size() > limit;
        List<Trigger> triggers =
                entries.stream()
                        .limit(limit)
                        .map(entry -> TriggerJson.read(workspace, entry.value()))
                        .toList();
        return new Page<>(triggers, more ? triggers.getLast().id() : null);
    }

    private static Records.Key key(Workspace workspace, String id) {
        return new Records.Key(workspace, TRIGGERS, id);
    }
}
