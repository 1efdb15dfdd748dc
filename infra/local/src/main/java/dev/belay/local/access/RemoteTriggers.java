package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.api.DeliveryView;
import dev.belay.api.TriggerService;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/// Triggers of a system that is up, through its API.
final class RemoteTriggers implements Triggers {
    private final String base;
    private final RemoteFlows.Sending http;

    RemoteTriggers(String server, String workspace, RemoteFlows.Sending http) {
        this.base = "%s/workspaces/%s/triggers".formatted(server, RemoteRuns.encode(workspace));
        this.http = http;
    }

    @Override
    public TriggerService.Triggers list(int limit, @Nullable String cursor) {
        String answer = http.send(request(page("", limit, cursor)).GET());
        return Json.read("the answer", answer, TriggerService.Triggers.class);
    }

    @Override
    public JsonNode describe(String trigger) {
        return Json.readTree("the answer", http.send(request(path(trigger)).GET()));
    }

    @Override
    public JsonNode put(String trigger, ObjectNode definition, boolean isNew) {
        var request =
                request(path(trigger) + "?new=" + isNew)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Json.write(definition)));
        return Json.readTree("the answer", http.send(request));
    }

    @Override
    public JsonNode enable(String trigger, boolean enabled) {
        String path = "%s/enabled?value=%s".formatted(path(trigger), enabled);
        return Json.readTree("the answer", http.send(request(path).POST(BodyPublishers.noBody())));
    }

    @Override
    public void remove(String trigger) {
        http.send(request(path(trigger)).DELETE());
    }

    @Override
    public TriggerService.Deliveries deliveries(
            String trigger, int limit, @Nullable String cursor) {
        String path = page(path(trigger) + "/deliveries", limit, cursor);
        return Json.read(
                "the answer", http.send(request(path).GET()), TriggerService.Deliveries.class);
    }

    @Override
    public DeliveryView.Result redeliver(String trigger, String line) {
        String path =
                "%s/deliveries/%s/redeliver".formatted(path(trigger), RemoteRuns.encode(line));
        return Json.read(
                "the answer",
                http.send(request(path).POST(BodyPublishers.noBody())),
                DeliveryView.Result.class);
    }

    private static String page(String path, int limit, @Nullable String cursor) {
        String page = "%s?limit=%d".formatted(path, limit);
        return cursor == null ? page : page + "&cursor=" + RemoteRuns.encode(cursor);
    }

    private static String path(String trigger) {
        return "/" + RemoteRuns.encode(trigger);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }
}
