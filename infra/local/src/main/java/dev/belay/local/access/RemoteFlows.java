package dev.belay.local.access;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import dev.belay.local.flow.FlowDocument;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/// The flows of a system that is up, through its API.
final class RemoteFlows implements FlowStore {
    /// Makes a request; gives the answer's body.
    @FunctionalInterface
    interface Sending {
        String send(HttpRequest.Builder request);
    }

    private final String server;
    private final Sending http;

    RemoteFlows(String server, Sending http) {
        this.server = server;
        this.http = http;
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        var body = BodyPublishers.ofString(Json.write(FlowDocument.of(flow)));
        String answer =
                http.send(
                        request(workspace, "")
                                .header("Content-Type", "application/json")
                                .POST(body));
        return Json.readTree("the answer", answer).asBoolean();
    }

    @Override
    public Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        return read(workspace, path(workflow) + "/" + number).stream()
                .findFirst()
                .map(FlowDocument::flow);
    }

    @Override
    public List<FlowVersion> versions(Workspace workspace, String workflow) {
        return read(workspace, path(workflow)).stream().map(FlowDocument::described).toList();
    }

    @Override
    public List<FlowVersion> list(Workspace workspace) {
        return read(workspace, "").stream().map(FlowDocument::described).toList();
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        String path = "%s/%d/enabled?value=%s".formatted(path(workflow), number, enabled);
        http.send(request(workspace, path).POST(BodyPublishers.noBody()));
    }

    private List<FlowDocument> read(Workspace workspace, String path) {
        String answer = http.send(request(workspace, path).GET());
        return List.of(Json.read("the answer", answer, FlowDocument[].class));
    }

    private static String path(String workflow) {
        return "/" + RemoteRuns.encode(workflow);
    }

    private HttpRequest.Builder request(Workspace workspace, String path) {
        return HttpRequest.newBuilder(
                URI.create("%s/flows/%s%s".formatted(server, workspace.name(), path)));
    }
}
