package dev.belay.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The flows of a system that is up, through its API. That system compiles what is published.
final class RemoteFlows implements FlowStore {
    private static final int PAGE = 1_000;

    private final RemoteHttp http;

    RemoteFlows(RemoteHttp http) {
        this.http = http;
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        String answer = http.post(path(workspace), Json.write(Map.of("source", flow.source())));
        JsonNode published = Json.readTree("the answer", answer).path("version");
        return published.path("number").asInt() == flow.version().number();
    }

    @Override
    public Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        return find("%s/%s/versions/%d?include=plan"
                        .formatted(path(workspace), RemoteRuns.encode(workflow), number))
                .map(json ->
                        new PublishedFlow(
                                version(json.path("version")),
                                Base64.getDecoder().decode(json.path("plan").asText()),
                                json.path("source").asText()));
    }

    @Override
    public List<FlowVersion> versions(Workspace workspace, String workflow) {
        return find(path(workspace) + "/" + RemoteRuns.encode(workflow))
                .map(json -> versions(json.path("versions")))
                .orElse(List.of());
    }

    @Override
    public List<FlowVersion> list(Workspace workspace) {
        var flows = new ArrayList<FlowVersion>();
        @Nullable String next = "";
        while (next != null) {
            String cursor = next.isEmpty() ? "" : "&cursor=" + RemoteRuns.encode(next);
            JsonNode page =
                    Json.readTree(
                            "the answer",
                            http.get("%s?limit=%d%s".formatted(path(workspace), PAGE, cursor)));
            flows.addAll(versions(page.path("flows")));
            next = page.path("next").textValue();
        }
        return flows;
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        http.post(
                "%s/%s/versions/%d/%s"
                        .formatted(
                                path(workspace),
                                RemoteRuns.encode(workflow),
                                number,
                                enabled ? "enable" : "disable"),
                "");
    }

    /// Empty where there is none.
    private Optional<JsonNode> find(String path) {
        try {
            return Optional.of(Json.readTree("the answer", http.get(path)));
        } catch (RemoteHttp.NotFoundException _) {
            return Optional.empty();
        }
    }

    private static List<FlowVersion> versions(JsonNode list) {
        var versions = new ArrayList<FlowVersion>();
        list.forEach(each -> versions.add(version(each)));
        return versions;
    }

    private static FlowVersion version(JsonNode json) {
        return Json.read("the answer", json.toString(), FlowVersion.class);
    }

    private static String path(Workspace workspace) {
        return "/workspaces/%s/flows".formatted(RemoteRuns.encode(workspace.name()));
    }
}
