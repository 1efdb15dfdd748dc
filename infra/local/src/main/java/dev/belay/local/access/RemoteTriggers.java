package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.triggers.DeliveryView;
import dev.belay.api.triggers.TriggerService;
import org.jspecify.annotations.Nullable;

/// Triggers of a system that is up, through its API.
final class RemoteTriggers implements Triggers {
    private final String base;
    private final RemoteHttp http;

    RemoteTriggers(String workspace, RemoteHttp http) {
        this.base = "/workspaces/%s/triggers".formatted(RemoteRuns.encode(workspace));
        this.http = http;
    }

    @Override
    public TriggerService.Triggers list(int limit, @Nullable String cursor) {
        return Json.read(
                "the answer", http.get(page(base, limit, cursor)), TriggerService.Triggers.class);
    }

    @Override
    public JsonNode describe(String trigger) {
        return Json.readTree("the answer", http.get(path(trigger)));
    }

    @Override
    public JsonNode put(String trigger, ObjectNode definition, boolean isNew) {
        return Json.readTree("the answer", http.put(path(trigger), Json.write(definition), isNew));
    }

    @Override
    public JsonNode enable(String trigger, boolean enabled) {
        String path = path(trigger) + (enabled ? "/enable" : "/disable");
        return Json.readTree("the answer", http.post(path, ""));
    }

    @Override
    public void remove(String trigger) {
        http.delete(path(trigger));
    }

    @Override
    public TriggerService.Deliveries deliveries(
            String trigger, int limit, @Nullable String cursor) {
        String path = page(path(trigger) + "/deliveries", limit, cursor);
        return Json.read("the answer", http.get(path), TriggerService.Deliveries.class);
    }

    @Override
    public DeliveryView.Result redeliver(String trigger, String line) {
        String path =
                "%s/deliveries/%s/redeliver".formatted(path(trigger), RemoteRuns.encode(line));
        return Json.read("the answer", http.post(path, ""), DeliveryView.Result.class);
    }

    private static String page(String path, int limit, @Nullable String cursor) {
        String page = "%s?limit=%d".formatted(path, limit);
        return cursor == null ? page : page + "&cursor=" + RemoteRuns.encode(cursor);
    }

    private String path(String trigger) {
        return base + "/" + RemoteRuns.encode(trigger);
    }
}
