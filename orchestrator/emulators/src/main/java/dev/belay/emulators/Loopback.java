package dev.belay.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on a free port of the loopback interface.
final class Loopback implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Loopback(HttpServer server) {
        this.server = server;
    }

    record Answer(int status, String contentType, byte[] body) {
        static Answer json(int status, String body) {
            return new Answer(
                    status, "application/x-amz-json-1.1", body.getBytes(StandardCharsets.UTF_8));
        }
    }

    interface Service {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    static Loopback serve(Service service) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            var loopback = new Loopback(HttpServer.create(address, 0));
            loopback.server.setExecutor(loopback.threads);
            loopback.server.createContext("/", exchange -> handle(service, exchange));
            loopback.server.start();
            return loopback;
        } catch (IOException e) {
            throw new UncheckedIOException("no server on the loopback interface", e);
        }
    }

    private static void handle(Service service, HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = service.answer(exchange);
            exchange.getResponseHeaders().set("content-type", answer.contentType());
            exchange.sendResponseHeaders(
                    answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
