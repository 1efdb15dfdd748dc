package dev.belay.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.local.access.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// W9: how soon the API lists and shows runs of a store that has 100,000, and how many callers it
/// lets wait at once.
final class ApiUnderLoad implements Workload {
    private static final int RUNS = 100_000;
    private static final int IN_FLIGHT = 200;
    private static final int REQUESTS = 1_000;
    private static final int WARM_UPS = 1_000;
    private static final int POLLS = 1_000;
    private static final int POLLED = 10;
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RUNS_PATH = "/v1/workspaces/default/runs";

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        if (!bench.kept() || !ChildProcess.isPackaged()) {
            return List.of();
        }
        return bench.in(store -> {
            String durability;
            try (Lab lab = bench.lab(store)) {
                durability = lab.durability();
                lab.callMany(Workflows.SEQUENCE, 1, bench.scaled(RUNS), IN_FLIGHT);
            }
            bench.progress().accept("W9 the store is filled");
            return measure(bench, store, bench.results("W9", durability));
        });
    }

    private static List<Measure> measure(Bench bench, Path store, Results results)
            throws Exception {
        int port = freePort();
        try (ChildProcess up =
                        ChildProcess.start(
                                List.of(
                                        "up",
                                        "--backend",
                                        bench.name(),
                                        "--data",
                                        store.toString(),
                                        "--port",
                                        Integer.toString(port)));
                HttpClient http =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var api = new ApiUnderLoad.Caller(http, port);
            api.awaitUp(up);
            JsonNode page = Json.readTree("the list", api.get(RUNS_PATH + "?limit=1000"));
            var ids = new ArrayList<String>();
            page.path("runs").forEach(run -> ids.add(run.path("runId").asText()));
            double list = api.millis(bench, _ -> RUNS_PATH);
            double failed = api.millis(bench, _ -> RUNS_PATH + "?status=failed&status=running");
            double show = api.millis(bench, i -> RUNS_PATH + "/" + ids.get(i * 7919 % ids.size()));
            results.atMost(50, "list of 50, 99 of 100", "ms", list)
                    .atMost(50, "list by status, 99 of 100", "ms", failed)
                    .atMost(50, "show, 99 of 100", "ms", show);
            int polls = bench.scaled(POLLS);
            results.atMost(
                    2_000,
                    "%,d waiting callers: event to the last of them told".formatted(polls),
                    "ms",
                    api.poll(polls));
            return results.list();
        }
    }

    /// Which address the request of this number asks.
    private interface Addresses {
        String of(int number);
    }

    private record Caller(HttpClient http, int port) {
        void awaitUp(ChildProcess up) throws IOException, InterruptedException {
            long begun = System.nanoTime();
            while (true) {
                try {
                    get("/v1/me");
                    return;
                } catch (IOException notYet) {
                    if (!up.isAlive() || System.nanoTime() - begun > START_MAX.toNanos()) {
                        throw new IOException("'up' was not up within " + START_MAX, notYet);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
            }
        }

        /// The 99th percentile.
        double millis(Bench bench, Addresses addresses) throws IOException, InterruptedException {
            for (int i = 0; i < bench.scaled(WARM_UPS); i++) {
                get(addresses.of(i));
            }
            double[] millis = new double[bench.scaled(REQUESTS)];
            for (int i = 0; i < millis.length; i++) {
                long begun = System.nanoTime();
                get(addresses.of(i));
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
            return Results.percentile(millis, 0.99);
        }

        /// From something happening to the last caller knowing of it.
        double poll(int polls) throws Exception {
            var next = new ArrayList<String>();
            for (int i = 0; i < POLLED; i++) {
                post(
                        RUNS_PATH,
                        "{\"workflow\":\"approval\",\"workflowId\":\"polled-%d\",\"input\":{\"subject\":\"x\",\"approver\":\"y\"}}"
                                .formatted(i));
                next.add(lastCursor(history(i)));
            }
            var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < polls; i++) {
                int run = i % POLLED;
                String cursor = URLEncoder.encode(next.get(run), StandardCharsets.UTF_8);
                waiting.add(
                        http.sendAsync(
                                request(history(run) + "?wait=30s&cursor=" + cursor).build(),
                                BodyHandlers.ofString()));
            }
            // Long enough for all of them to have arrived.
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            long early = waiting.stream().filter(CompletableFuture::isDone).count();
            long begun = System.nanoTime();
            for (int i = 0; i < POLLED; i++) {
                post(RUNS_PATH + "/polled-%d/cancel".formatted(i), "{}");
            }
            for (var answer : waiting) {
                String body = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
                if (!body.contains("CancelRequested")) {
                    throw new IOException("a caller was told of nothing: " + body);
                }
            }
            if (early > 0) {
                throw new IOException("%d callers were not let wait".formatted(early));
            }
            return (System.nanoTime() - begun) / 1e6;
        }

        private static String history(int run) {
            return RUNS_PATH + "/polled-%d/history".formatted(run);
        }

        /// Where the run waits.
        private String lastCursor(String history) throws IOException, InterruptedException {
            String address = history + "?wait=500ms";
            while (true) {
                JsonNode page = Json.readTree("the history", get(address));
                String cursor = page.path("next").asText();
                if (page.path("events").isEmpty() && address.contains("cursor")) {
                    return cursor;
                }
                address =
                        history
                                + "?wait=500ms&cursor="
                                + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            }
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        }

        String get(String path) throws IOException, InterruptedException {
            return require(http.send(request(path).build(), BodyHandlers.ofString()));
        }

        void post(String path, String body) throws IOException, InterruptedException {
            require(
                    http.send(
                            request(path)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString()));
        }

        private static String require(HttpResponse<String> answer) throws IOException {
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        "%s answered %d: %s"
                                .formatted(answer.uri(), answer.statusCode(), answer.body()));
            }
            return answer.body();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
