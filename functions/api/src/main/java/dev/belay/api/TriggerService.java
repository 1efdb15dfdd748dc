package dev.belay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.webhook.Delivery;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.TriggerRegistry;
import dev.belay.webhook.store.TriggerJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API does with triggers and their inboxes, apart from HTTP.
public final class TriggerService {
    private static final int PAGE_MAX = 100;

    private final HookRuntime runtime;

    public TriggerService(HookRuntime runtime) {
        this.runtime = runtime;
    }

    /// @param cursor null where this is the last page
    public record Triggers(List<ObjectNode> triggers, @Nullable String cursor) {}

    /// @param cursor null where this is the last page
    public record Deliveries(List<DeliveryView> deliveries, @Nullable String cursor) {}

    public Triggers list(String workspace, int limit, @Nullable String cursor) {
        Page<Trigger> page =
                runtime.triggers()
                        .list(new Workspace(workspace), Math.clamp(limit, 1, PAGE_MAX), cursor);
        return new Triggers(page.items().stream().map(TriggerJson::toJson).toList(), page.cursor());
    }

    public ObjectNode describe(String workspace, String trigger) {
        return TriggerJson.toJson(find(workspace, trigger));
    }

    /// Makes the trigger, or replaces it.
    ///
    /// @param isNew refuses to replace one
    public ObjectNode put(String workspace, String trigger, ObjectNode definition, boolean isNew) {
        var where = new Workspace(workspace);
        Trigger given = TriggerJson.given(where, definition.deepCopy().put("id", trigger));
        if (isNew && runtime.triggers().find(where, given.id()).isPresent()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "there is a trigger '%s' already; replace it, or choose another id"
                            .formatted(given.id()));
        }
        return TriggerJson.toJson(registry().put(given));
    }

    public ObjectNode enable(String workspace, String trigger, boolean enabled) {
        return TriggerJson.toJson(registry().enable(new Workspace(workspace), trigger, enabled));
    }

    public void remove(String workspace, String trigger) {
        registry().remove(new Workspace(workspace), trigger);
    }

    public Deliveries deliveries(
            String workspace, String trigger, int limit, @Nullable String cursor) {
        Trigger known = find(workspace, trigger);
        Page<Delivery> page =
                runtime.deliveries()
                        .list(
                                known.workspace(),
                                known.id(),
                                Math.clamp(limit, 1, PAGE_MAX),
                                cursor);
        return new Deliveries(page.items().stream().map(DeliveryView::of).toList(), page.cursor());
    }

    public DeliveryView.Result redeliver(String workspace, String trigger, String line) {
        return DeliveryView.Result.of(
                runtime.webhooks().redeliver(new Workspace(workspace), trigger, line));
    }

    private TriggerRegistry registry() {
        return runtime.registry();
    }

    private Trigger find(String workspace, String trigger) {
        return registry().find(new Workspace(workspace), trigger);
    }
}
