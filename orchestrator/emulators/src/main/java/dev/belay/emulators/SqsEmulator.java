package dev.belay.emulators;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.jspecify.annotations.Nullable;
import scala.Function0;

/// ElasticMQ with SQS's own limits, in memory or on an H2 database that outlives it.
final class SqsEmulator implements AutoCloseable {
    private final URI endpoint;
    private final Function0<Terminated> stop;

    private SqsEmulator(URI endpoint, Function0<Terminated> stop) {
        this.endpoint = endpoint;
        this.stop = stop;
    }

    /// @param directory null keeps the queues in memory
    static SqsEmulator start(@Nullable Path directory) {
        int port = freePort();
        var settings =
                Map.<String, Object>of(
                        "rest-sqs.bind-hostname",
                        "127.0.0.1",
                        "rest-sqs.bind-port",
                        port,
                        "node-address.host",
                        "127.0.0.1",
                        "node-address.port",
                        port,
                        "aws.region",
                        LocalAws.REGION,
                        "messages-storage.enabled",
                        directory != null,
                        "messages-storage.uri",
                        "jdbc:h2:" + (directory == null ? "mem:" : directory + "/queues"));
        var config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
        var stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
        return new SqsEmulator(URI.create("http://127.0.0.1:" + port), stop);
    }

    /// The queue urls that the server hands out carry its port, so it has to be known before the
    /// server starts. Another process may take it in between; then the start fails and says so.
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        stop.apply();
    }
}
