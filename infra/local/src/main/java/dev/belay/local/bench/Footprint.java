package dev.belay.local.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// W7: how much memory the system takes after W1, and how soon it is up.
final class Footprint implements Workload {
    private static final String RESIDENT = "resident ";
    private static final int STARTS = 3;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final Duration START_MAX = Duration.ofSeconds(60);

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        if (!bench.kept()) {
            return List.of();
        }
        String durability =
                bench.in(store -> {
                    try (Lab lab = bench.lab(store)) {
                        return lab.durability();
                    }
                });
        Results results = bench.results("W7", durability);
        results.atMost(250, "resident after W1", "MB", bench.in(store -> resident(bench, store)));
        if (ChildProcess.isPackaged()) {
            double[] seconds = new double[STARTS];
            for (int i = 0; i < STARTS; i++) {
                seconds[i] = bench.in(store -> secondsUntilAccepted(bench, store));
                bench.progress().accept("W7 first run accepted in %.2f s".formatted(seconds[i]));
            }
            results.atMost(
                    3, "start of 'up' to first run accepted", "s", Throughput.median(seconds));
        }
        return results.list();
    }

    private static double resident(Bench bench, Path store) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(
                        List.of(
                                "bench-child",
                                "resident",
                                bench.name(),
                                store.toString(),
                                Double.toString(bench.scale())))) {
            double megabytes = Double.parseDouble(child.line(RESIDENT));
            bench.progress().accept("W7 %.0f MB resident".formatted(megabytes));
            return megabytes;
        }
    }

    /// In the child.
    static void child(Bench bench, Path store) throws InterruptedException, IOException {
        try (Lab lab = bench.lab(store)) {
            for (int i = 0; i < 3; i++) {
                lab.callMany(
                        Workflows.SEQUENCE,
                        Throughput.ACTIVITIES,
                        bench.scaled(Throughput.RUNS),
                        Throughput.IN_FLIGHT);
            }
            bench.progress().accept(RESIDENT + Processor.residentMegabytes());
        }
    }

    private static double secondsUntilAccepted(Bench bench, Path store) throws Exception {
        int port = freePort();
        long begun = System.nanoTime();
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
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/v1/workspaces/default/runs"
                                                    .formatted(port)))
                            .header("Content-Type", "application/json")
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"workflow\":\"app-build\",\"input\":{\"name\":\"shop\",\"brief\":\"sells tea\"}}"))
                            .build();
            while (!isAccepted(http, request)) {
                if (!up.isAlive() || System.nanoTime() - begun > START_MAX.toNanos()) {
                    throw new IOException("'up' accepted no run within " + START_MAX);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static boolean isAccepted(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 201;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
