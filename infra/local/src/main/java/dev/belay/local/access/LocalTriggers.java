package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.HookRuntime;
import dev.belay.api.triggers.DeliveryView;
import dev.belay.api.triggers.TriggerService;
import org.jspecify.annotations.Nullable;

/// Triggers of a store that this process has open.
final class LocalTriggers implements Triggers {
    private final String workspace;
    private final TriggerService service;

    LocalTriggers(String workspace, HookRuntime hooks) {
        this.workspace = workspace;
        this.service = new TriggerService(hooks);
    }

    @Override
    public TriggerService.Triggers list(int limit, @Nullable String cursor) {
        return service.list(workspace, limit, cursor);
    }

    @Override
    public JsonNode describe(String trigger) {
        return service.describe(workspace, trigger);
    }

    @Override
    public JsonNode put(String trigger, ObjectNode definition, boolean isNew) {
        return service.put(workspace, trigger, definition, isNew);
    }

    @Override
    public JsonNode enable(String trigger, boolean enabled) {
        return service.enable(workspace, trigger, enabled);
    }

    @Override
    public void remove(String trigger) {
        service.remove(workspace, trigger);
    }

    @Override
    public TriggerService.Deliveries deliveries(
            String trigger, int limit, @Nullable String cursor) {
        return service.deliveries(workspace, trigger, limit, cursor);
    }

    @Override
    public DeliveryView.Result redeliver(String trigger, String line) {
        return service.redeliver(workspace, trigger, line);
    }
}
