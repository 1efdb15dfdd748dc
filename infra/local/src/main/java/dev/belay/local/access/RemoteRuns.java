package dev.belay.local.access;

import dev.belay.api.http.Parameters;
import dev.belay.api.runs.Answer;
import dev.belay.api.runs.MessageBody;
import dev.belay.api.runs.QueryBody;
import dev.belay.api.runs.ReasonBody;
import dev.belay.api.runs.ResumeBody;
import dev.belay.api.runs.ResumePreview;
import dev.belay.api.runs.RunDetails;
import dev.belay.api.runs.RunEnd;
import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.api.runs.StartBody;
import dev.belay.api.runs.StartedRun;
import dev.belay.core.model.Payload;
import dev.belay.flow.store.FlowStore;
import dev.belay.json.JsonHistories;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs of a system that is up, through its API.
public final class RemoteRuns implements Runs {
    private final RemoteHttp http;
    private final String workspace;
    private final String base;
    private final Runnable close;

    public RemoteRuns(int port, String workspace) {
        this(new RemoteHttp(port, null), workspace);
    }

    /// As whoever uses this machine.
    public RemoteRuns(ServerFile.Server server, String workspace) {
        this(new RemoteHttp(server.port(), server.token()), workspace);
    }

    private RemoteRuns(RemoteHttp http, String workspace) {
        this(http, workspace, http::close);
    }

    private RemoteRuns(RemoteHttp http, String workspace, Runnable close) {
        this.http = http;
        this.workspace = workspace;
        this.base = "/workspaces/%s/runs".formatted(encode(workspace));
        this.close = close;
    }

    @Override
    public StartedRun start(StartBody body) {
        return Json.read("the answer", post("", body), StartedRun.class);
    }

    @Override
    public RunPage list(RunFilter filter) {
        var query = new ArrayList<String>();
        add(query, "workflow", filter.workflow());
        add(query, "workflowId", filter.workflowId());
        filter.statuses().forEach(status -> add(query, "status", status));
        add(query, "from", filter.from());
        add(query, "to", filter.to());
        add(query, "tag", filter.tag());
        filter.attributes().forEach(attribute -> add(query, "attribute", attribute));
        add(query, "limit", Integer.toString(filter.limit()));
        add(query, "cursor", filter.cursor());
        String answer = get("?" + String.join("&", query));
        return Json.read("the answer", answer, RunPage.class);
    }

    @Override
    public RunPage openRuns(int limit, @Nullable String cursor) {
        var query = new ArrayList<String>();
        add(query, "limit", Integer.toString(limit));
        add(query, "cursor", cursor);
        String answer = http.get("/open-runs?" + String.join("&", query));
        return Json.read("the answer", answer, RunPage.class);
    }

    @Override
    public Runs in(String workspace) {
        return new RemoteRuns(http, workspace, () -> {});
    }

    private static void add(List<String> query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + encode(value));
        }
    }

    @Override
    public RunView describe(String run) {
        return Json.read("the answer", get(path(run, "")), RunDetails.class).run();
    }

    @Override
    public JsonHistories.History history(String run, long after, int limit, Duration wait)
            throws InterruptedException {
        String query = "/export?after=%d&limit=%d&wait=%dms".formatted(after, limit, millis(wait));
        return JsonHistories.read(get(path(run, query)));
    }

    @Override
    public byte[] payload(Payload.Stored payload) {
        String answer =
                http.get(
                        "/workspaces/%s/payloads/%s?size=%d"
                                .formatted(encode(workspace), payload.sha256(), payload.size()));
        return Base64.getDecoder()
                .decode(Json.readTree("the answer", answer).path("base64").asText());
    }

    @Override
    public RunEnd result(String run, Duration wait) throws InterruptedException {
        String query = "/result?wait=%dms".formatted(millis(wait));
        return Json.read("the answer", get(path(run, query)), RunEnd.class);
    }

    @Override
    public void signal(String run, MessageBody body) {
        post(path(run, "/signal"), body);
    }

    @Override
    public Answer query(String run, MessageBody body) {
        var question = new QueryBody(body.name(), body.content());
        return Json.read("the answer", post(path(run, "/query"), question), Answer.class);
    }

    @Override
    public Answer update(String run, MessageBody body) {
        return Json.read("the answer", post(path(run, "/update"), body), Answer.class);
    }

    @Override
    public void cancel(String run, ReasonBody body) {
        post(path(run, "/cancel"), body);
    }

    @Override
    public void terminate(String run, ReasonBody body) {
        post(path(run, "/terminate"), body);
    }

    @Override
    public void wake(String run) {
        post(path(run, "/wake"), new ReasonBody(null));
    }

    @Override
    public ResumePreview previewResume(String run, @Nullable Integer step) {
        String query = step == null ? "/resume" : "/resume?step=" + step;
        return Json.read("the answer", get(path(run, query)), ResumePreview.class);
    }

    @Override
    public StartedRun resume(String run, ResumeBody body) {
        return Json.read("the answer", post(path(run, "/resume"), body), StartedRun.class);
    }

    @Override
    public FlowStore flows() {
        return new RemoteFlows(http);
    }

    @Override
    public Triggers triggers() {
        return new RemoteTriggers(workspace, http);
    }

    @Override
    public void close() {
        close.run();
    }

    private static String path(String run, String rest) {
        return "/" + encode(run) + rest;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// As many as the API's longest wait has.
    private static long millis(Duration wait) {
        return Math.min(wait.toMillis(), Parameters.WAIT_MAX.toMillis());
    }

    private String get(String path) {
        return http.get(base + path);
    }

    private String post(String path, Object body) {
        return http.post(base + path, Json.write(body));
    }
}
