package dev.belay.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.runtime.HttpExchange.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Lambda's runtime API (2018-06-01) for one process: what a bootstrap asks for its next event, and
/// tells the outcome.
///
/// One invocation is under way at a time, as in one of Lambda's execution environments. A process
/// that died while it waited takes no event with it: its connection ends, and the event goes to
/// whoever asks next.
public final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String functionArn;
    private final ServerSocket server;
    private final Set<HttpExchange> connections = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private CompletableFuture<Answer> ready = new CompletableFuture<>();
    private @Nullable HttpExchange poller;
    private @Nullable Pending pending;

    private RuntimeApi(String functionArn, ServerSocket server) {
        this.functionArn = functionArn;
        this.server = server;
    }

    /// On a free port of the loopback interface, until closed.
    ///
    /// @param functionArn what the function is told that it is
    public static RuntimeApi start(String functionArn) {
        try {
            var server = new ServerSocket(0, 16, InetAddress.ofLiteral("127.0.0.1"));
            var api = new RuntimeApi(functionArn, server);
            Thread.ofVirtual().name("runtime-api").start(api::accept);
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /// For the environment variable `AWS_LAMBDA_RUNTIME_API`.
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /// Completes when the process first asks for an event, with an empty [Answer.Returned], or when
    /// it says that it cannot start, with what it says.
    public synchronized CompletableFuture<Answer> ready() {
        return ready;
    }

    /// Whether a process waits for an event, as far as is known: that one has died is noticed a
    /// moment later.
    synchronized boolean isAsked() {
        return poller != null;
    }

    /// Gives an event to the process, now or when it asks.
    ///
    /// @throws IllegalStateException while another is under way
    public synchronized CompletableFuture<Answer> invoke(Invocation invocation) {
        if (pending != null) {
            throw new IllegalStateException("an invocation is under way already");
        }
        var mine = new Pending(invocation, new CompletableFuture<>());
        pending = mine;
        offer();
        return mine.answer;
    }

    /// Ends the invocation that is under way, if any, and expects a new process.
    public void reset(Answer answer) {
        Pending ended;
        synchronized (this) {
            ended = pending;
            pending = null;
            poller = null;
            ready.complete(answer);
            ready = new CompletableFuture<>();
        }
        connections.forEach(HttpExchange::close);
        if (ended != null) {
            ended.answer.complete(answer);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = new HttpExchange(server.accept());
                connections.add(connection);
                Thread.ofVirtual().name("runtime-api-connection").start(() -> serve(connection));
            } catch (IOException _) {
                // Closed, or a connection that was gone before it was served.
            }
        }
    }

    private void serve(HttpExchange connection) {
        try (connection) {
            for (Request request = connection.read();
                    request != null;
                    request = connection.read()) {
                answer(connection, request);
            }
        } catch (IOException _) {
            // A process that is killed does not close its connections in style.
        } finally {
            connections.remove(connection);
            forget(connection);
        }
    }

    private synchronized void forget(HttpExchange connection) {
        if (poller == connection) {
            poller = null;
        }
    }

    private void answer(HttpExchange connection, Request request) throws IOException {
        String path = request.path();
        if (request.method().equals("GET") && path.equals(ROOT + "/invocation/next")) {
            next(connection);
        } else if (!request.method().equals("POST")) {
            refuse(connection, 405, "InvalidMethod", request.method() + " " + path);
        } else if (path.equals(ROOT + "/init/error")) {
            var failure = failure(request);
            accepted(connection);
            reset(
                    new Answer.Crashed(
                            "it cannot start: %s: %s"
                                    .formatted(failure.type(), failure.message())));
        } else if (path.startsWith(ROOT + "/invocation/") && path.endsWith("/response")) {
            if (request.body().length > Invocation.BYTES_MAX) {
                finish(
                        connection,
                        id(path),
                        new Answer.Failed(
                                "Function.ResponseSizeTooLarge",
                                "the response has %d bytes, expected %d or fewer"
                                        .formatted(request.body().length, Invocation.BYTES_MAX)),
                        413);
            } else {
                finish(connection, id(path), new Answer.Returned(request.body()), 202);
            }
        } else if (path.startsWith(ROOT + "/invocation/") && path.endsWith("/error")) {
            finish(connection, id(path), failure(request), 202);
        } else {
            refuse(connection, 404, "InvalidPath", path);
        }
    }

    private synchronized void next(HttpExchange connection) {
        ready.complete(new Answer.Returned(new byte[0]));
        if (pending != null && pending.taken) {
            // The runtime gave an event up without a word; Lambda takes it for a failure, too.
            pending.answer.complete(
                    new Answer.Crashed("it asked for the next event before it answered the last"));
            pending = null;
        }
        // The latest one is the living one.
        poller = connection;
        offer();
    }

    /// Gives what is pending to whoever waits.
    private synchronized void offer() {
        if (pending == null || pending.taken || poller == null) {
            return;
        }
        var invocation = pending.invocation;
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.put(
                "Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.put("Lambda-Runtime-Trace-Id", invocation.traceId());
        try {
            poller.write(200, headers, invocation.event());
            pending.taken = true;
        } catch (IOException _) {
            // It died while it waited: the event stays for the next one.
        }
        poller = null;
    }

    private void finish(HttpExchange connection, String id, Answer answer, int status)
            throws IOException {
        Pending done;
        synchronized (this) {
            done = pending;
            if (done == null || !done.taken || !done.invocation.requestId().equals(id)) {
                done = null;
            } else {
                pending = null;
            }
        }
        if (done == null) {
            refuse(
                    connection,
                    400,
                    "InvalidRequestID",
                    "no invocation %s is under way".formatted(id));
            return;
        }
        if (status == 202) {
            accepted(connection);
        } else {
            refuse(connection, status, "RequestEntityTooLarge", "the response is too large");
        }
        done.answer.complete(answer);
    }

    private static void accepted(HttpExchange connection) throws IOException {
        connection.write(
                202, Map.of("Content-Type", "application/json"), bytes("{\"status\":\"OK\"}"));
    }

    private static void refuse(HttpExchange connection, int status, String type, String message)
            throws IOException {
        var error = JSON.createObjectNode().put("errorType", type).put("errorMessage", message);
        connection.write(
                status, Map.of("Content-Type", "application/json"), bytes(error.toString()));
    }

    private static String id(String path) {
        return path.substring((ROOT + "/invocation/").length(), path.lastIndexOf('/'));
    }

    private static Answer.Failed failure(Request request) {
        String type = request.headers().getOrDefault("lambda-runtime-function-error-type", "");
        try {
            JsonNode body = JSON.readTree(request.body());
            return new Answer.Failed(
                    body.path("errorType").asText(type), body.path("errorMessage").asText(""));
        } catch (IOException _) {
            return new Answer.Failed(type, new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException _) {
            // It is closed either way.
        }
        reset(new Answer.Crashed("the runtime API is closed"));
    }

    private static final class Pending {
        final Invocation invocation;
        final CompletableFuture<Answer> answer;
        boolean taken;

        Pending(Invocation invocation, CompletableFuture<Answer> answer) {
            this.invocation = invocation;
            this.answer = answer;
        }
    }
}
