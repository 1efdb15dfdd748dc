package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.triggers.DeliveryView;
import dev.belay.api.triggers.TriggerService;
import org.jspecify.annotations.Nullable;

/// The triggers of one workspace, wherever they are.
public interface Triggers {
    /// @param cursor where the page before this one ended; null for the first
    TriggerService.Triggers list(int limit, @Nullable String cursor);

    JsonNode describe(String trigger);

    /// @param isNew refuses to replace one
    JsonNode put(String trigger, ObjectNode definition, boolean isNew);

    JsonNode enable(String trigger, boolean enabled);

    void remove(String trigger);

    /// Newest first.
    TriggerService.Deliveries deliveries(String trigger, int limit, @Nullable String cursor);

    DeliveryView.Result redeliver(String trigger, String line);
}
