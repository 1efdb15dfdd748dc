package dev.belay.local.access;

import dev.belay.api.problem.BelayText;
import dev.belay.api.problem.Problem;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Requests to a system that is up. Errors come out as the errors that they were over there.
public final class RemoteHttp implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ERROR = 400;
    private static final int NOT_FOUND = 404;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String server;
    private final @Nullable String token;

    /// @param token null where whoever uses this machine needs none
    public RemoteHttp(int port, @Nullable String token) {
        this.server = "http://127.0.0.1:%d/v1".formatted(port);
        this.token = token;
    }

    /// @param path below `/v1`
    public String get(String path) {
        return send(request(path).GET());
    }

    public String post(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    /// @param isNew refuses to replace what is there
    public String put(String path, String json, boolean isNew) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json));
        return send(isNew ? request.header("If-None-Match", "*") : request);
    }

    public String delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= ERROR) {
                throw error(response);
            }
            return response.body();
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "the system that is up at %s does not answer (%s); is it stopping?"
                            .formatted(server, e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE, "interrupted while asking " + server, e);
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
                String detail = BelayText.plain(problem.detail(), code);
                return problem.status() == NOT_FOUND
                        ? new NotFoundException(code, detail)
                        : new BelayException(code, detail);
            }
        }
        return new BelayException(ErrorCode.INVALID_REQUEST, problem.detail());
    }

    /// What was asked for is not there.
    static final class NotFoundException extends BelayException {
        private static final long serialVersionUID = 1L;

        NotFoundException(ErrorCode code, String message) {
            super(code, message);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
