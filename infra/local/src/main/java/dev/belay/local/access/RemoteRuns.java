package dev.belay.local.access;

import dev.belay.api.Answer;
import dev.belay.api.MessageBody;
import dev.belay.api.Problem;
import dev.belay.api.ReasonBody;
import dev.belay.api.RunEnd;
import dev.belay.api.RunFilter;
import dev.belay.api.RunPage;
import dev.belay.api.RunView;
import dev.belay.api.StartBody;
import dev.belay.api.StartedRun;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.flow.store.FlowStore;
import dev.belay.json.JsonHistories;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs of a system that is up, through its API.
public final class RemoteRuns implements Runs {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String server;
    private final String workspace;
    private final String base;
    private final Runnable close;

    public RemoteRuns(int port, String workspace) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        this.server = "http://127.0.0.1:%d/v1".formatted(port);
        this.workspace = workspace;
        this.base = base(server, workspace);
        this.close = http::close;
    }

    private RemoteRuns(RemoteRuns of, String workspace) {
        this.http = of.http;
        this.server = of.server;
        this.workspace = workspace;
        this.base = base(server, workspace);
        this.close = () -> {};
    }

    private static String base(String server, String workspace) {
        return "%s/workspaces/%s/runs".formatted(server, encode(workspace));
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
        URI uri = URI.create(server + "/open-runs?" + String.join("&", query));
        return Json.read("the answer", send(HttpRequest.newBuilder(uri).GET()), RunPage.class);
    }

    @Override
    public Runs in(String workspace) {
        return new RemoteRuns(this, workspace);
    }

    private static void add(List<String> query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + encode(value));
        }
    }

    @Override
    public RunView describe(String run) {
        return Json.read("the answer", get(path(run, "")), RunView.class);
    }

    @Override
    public JsonHistories.History history(String run, long after, int limit, Duration wait)
            throws InterruptedException {
        String query =
                "/history?after=%d&limit=%d&wait=%d".formatted(after, limit, wait.toSeconds());
        return JsonHistories.read(get(path(run, query)));
    }

    /// As base64 in between, since every other answer is text.
    @Override
    public byte[] payload(Payload.Stored payload) {
        URI uri =
                URI.create(
                        "%s/payloads/%s/%s?size=%d"
                                .formatted(
                                        server,
                                        encode(workspace),
                                        payload.sha256(),
                                        payload.size()));
        return Base64.getDecoder().decode(send(HttpRequest.newBuilder(uri).GET()));
    }

    @Override
    public RunEnd result(String run, Duration wait) throws InterruptedException {
        String query = "/result?wait=%d".formatted(wait.toSeconds());
        return Json.read("the answer", get(path(run, query)), RunEnd.class);
    }

    @Override
    public void signal(String run, MessageBody body) {
        post(path(run, "/signal"), body);
    }

    @Override
    public Answer query(String run, MessageBody body) {
        return Json.read("the answer", post(path(run, "/query"), body), Answer.class);
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
    public FlowStore flows() {
        return new RemoteFlows(server, this::send);
    }

    @Override
    public Triggers triggers() {
        return new RemoteTriggers(server, workspace, this::send);
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

    private String get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    private String post(String path, Object body) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(body))));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw error(response);
            }
            return response.body();
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the system that is up at %s does not answer (%s); is it stopping?"
                            .formatted(base, e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "interrupted while asking " + base, e);
        }
    }

    private static BelayException error(HttpResponse<String> response) {
        boolean explained =
                response.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith(Problem.MEDIA_TYPE);
        if (!explained) {
            return new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "%s answered with status %d; is that the right port?"
                            .formatted(response.uri(), response.statusCode()));
        }
        Problem problem = Json.read("the answer", response.body(), Problem.class);
        for (ErrorCode code : ErrorCode.values()) {
            if (code.code().equals(problem.code())) {
                return new BelayException(code, plain(problem.detail(), code));
            }
        }
        return new BelayException(ErrorCode.INVALID_REQUEST, problem.detail());
    }

    /// The message without what [BelayException] puts around it.
    private static String plain(String detail, ErrorCode code) {
        String before = "[" + code.code() + "] ";
        String after = " (" + code.docs() + ")";
        return detail.startsWith(before) && detail.endsWith(after)
                ? detail.substring(before.length(), detail.length() - after.length())
                : detail;
    }
}
