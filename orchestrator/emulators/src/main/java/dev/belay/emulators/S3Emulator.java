package dev.belay.emulators;

import com.sun.net.httpserver.HttpExchange;
import dev.belay.emulators.Loopback.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// As much of S3 as the adapters use, in memory: put and get of whole objects, in buckets that are
/// there as soon as they are named.
final class S3Emulator implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final ConcurrentMap<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Loopback server = Loopback.serve(this::answer);

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, content(exchange));
                yield new Answer(200, "application/xml", NOTHING);
            }
            case "GET" -> {
                byte @Nullable [] bytes = objects.get(path);
                yield bytes == null
                        ? error(404, "NoSuchKey")
                        : new Answer(200, "application/octet-stream", bytes);
            }
            default -> error(405, "MethodNotAllowed");
        };
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                "application/xml",
                "<Error><Code>%s</Code></Error>".formatted(code).getBytes(StandardCharsets.UTF_8));
    }

    /// The SDK may send chunks with checksums: a line with the length, the bytes, an empty line.
    private static byte[] content(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length")) {
            return body;
        }
        var content = new ByteArrayOutputStream();
        var in = new DataInputStream(new ByteArrayInputStream(body));
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            content.writeBytes(in.readNBytes(length));
            in.skipNBytes(2);
        }
        return content.toByteArray();
    }

    private static int chunkLength(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readByte(); c != '\n'; c = in.readByte()) {
            line.append((char) c);
        }
        return Integer.parseInt(line.toString().strip().split(";", 2)[0], 16);
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
