package dev.belay.runtime.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// A site on this machine that can be out of order, and keep those who ask waiting.
final class Site implements AutoCloseable {
    private final HttpServer server;

    // Guarded by this.
    private int requests;
    private int refusals;
    private boolean held;

    Site() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = status();
            awaitRelease();
            byte[] body = "{\"well\":true}".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int status() {
        requests++;
        notifyAll();
        if (refusals > 0) {
            refusals--;
            return 503;
        }
        return 200;
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (held) {
            wait();
        }
    }

    /// Keeps all who ask waiting, until released.
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    /// Forgets who asked, and refuses the next ones.
    synchronized void reset(int refuse) {
        requests = 0;
        refusals = refuse;
    }

    synchronized int requests() {
        return requests;
    }

    /// Waits until it was asked so often; the test's own timeout is its bound.
    synchronized void awaitRequests(int number) throws InterruptedException {
        while (requests < number) {
            wait();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
