package dev.belay.emulators;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/// DynamoDB Local behind an HTTP server of ours: its own listens on every interface.
final class DynamoDbEmulator implements AutoCloseable {
    private final LocalDynamoDBRequestHandler requests;
    private final Server server;

    private DynamoDbEmulator(LocalDynamoDBRequestHandler requests, Server server) {
        this.requests = requests;
        this.server = server;
    }

    /// @param directory null keeps the tables in memory
    static DynamoDbEmulator start(@Nullable Path directory) {
        try {
            @Nullable String path = directory == null ? null : directory.toString();
            var requests = new LocalDynamoDBRequestHandler(0, path == null, path, true, false);
            var loopback = InetAddress.ofLiteral("127.0.0.1");
            var server = new Server(new InetSocketAddress(loopback, 0));
            server.setHandler(new LocalDynamoDBServerHandler(requests, null));
            server.start();
            return new DynamoDbEmulator(requests, server);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "DynamoDB Local did not start%s: %s"
                            .formatted(directory == null ? "" : " in " + directory, e.getMessage()),
                    e);
        }
    }

    URI endpoint() {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local did not stop: " + e.getMessage(), e);
        } finally {
            requests.shutdown();
        }
    }
}
