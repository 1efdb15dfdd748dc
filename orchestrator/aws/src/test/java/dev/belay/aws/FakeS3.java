package dev.belay.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/// As much of S3 as the adapter uses, below the SDK: put and get of whole objects.
///
/// It says nothing about S3 itself; the run against LocalStack does.
final class FakeS3 implements SdkHttpClient {
    private final ConcurrentMap<String, byte[]> objects = new ConcurrentHashMap<>();

    Set<String> names() {
        return Set.copyOf(objects.keySet());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        String path = request.httpRequest().encodedPath();
        if (request.httpRequest().method() == SdkHttpMethod.PUT) {
            try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                objects.put(path, content(request, body.readAllBytes()));
            }
            return response(200, new byte[0]);
        }
        byte @Nullable [] bytes = objects.get(path);
        return bytes == null
                ? response(
                        404,
                        "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8))
                : response(200, bytes);
    }

    /// The SDK sends chunks with checksums: a line with the length, the bytes, an empty line.
    private static byte[] content(HttpExecuteRequest request, byte[] body) throws IOException {
        if (request.httpRequest().firstMatchingHeader("x-amz-decoded-content-length").isEmpty()) {
            return body;
        }
        var content = new ByteArrayOutputStream();
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
                content.writeBytes(in.readNBytes(length));
                in.skipNBytes(2);
            }
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

    private static HttpExecuteResponse response(int status, byte[] body) {
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpFullResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Length", Integer.toString(body.length))
                                .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public void close() {}
}
