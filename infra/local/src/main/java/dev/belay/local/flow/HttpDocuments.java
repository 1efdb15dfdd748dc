package dev.belay.local.flow;

import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Loads documents over HTTP, for whoever publishes from a machine of their own.
public final class HttpDocuments implements DocumentLoader {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    @Override
    public String load(URI uri) {
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new DocumentException("its scheme is not http or https");
        }
        try (var http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(TIMEOUT)
                        .build()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new DocumentException("it answered %d".formatted(answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new DocumentException("it could not be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DocumentException("loading it was interrupted");
        }
    }
}
