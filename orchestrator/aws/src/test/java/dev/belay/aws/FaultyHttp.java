package dev.belay.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// A network that goes wrong where a test says so.
final class FaultyHttp implements SdkHttpClient {
    private final SdkHttpClient network = UrlConnectionHttpClient.create();
    private final Predicate<String> affected;
    private final Fault fault;
    private final AtomicInteger left;

    private FaultyHttp(Predicate<String> affected, int times, Fault fault) {
        this.affected = affected;
        this.left = new AtomicInteger(times);
        this.fault = fault;
    }

    private interface Fault {
        HttpExecuteResponse apply(ExecutableHttpRequest request) throws IOException;
    }

    /// The request arrives and is carried out, but its answer does not come back.
    static FaultyHttp losingAnswers(String operation, int times) {
        return new FaultyHttp(
                target -> target.endsWith("." + operation),
                times,
                request -> {
                    var response = request.call();
                    response.responseBody().orElseThrow().readAllBytes();
                    throw new IOException("the connection was reset");
                });
    }

    /// Every request is answered with this error.
    static FaultyHttp answering(int status, String errorType) {
        var body =
                "{\"__type\":\"%s\",\"message\":\"as the test wants\"}"
                        .formatted(errorType)
                        .getBytes(StandardCharsets.UTF_8);
        return new FaultyHttp(
                _ -> true,
                Integer.MAX_VALUE,
                _ ->
                        HttpExecuteResponse.builder()
                                .response(
                                        SdkHttpFullResponse.builder()
                                                .statusCode(status)
                                                .putHeader(
                                                        "Content-Type",
                                                        "application/x-amz-json-1.0")
                                                .build())
                                .responseBody(
                                        AbortableInputStream.create(new ByteArrayInputStream(body)))
                                .build());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        var real = network.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return affected.test(target) && left.getAndDecrement() > 0
                        ? fault.apply(real)
                        : real.call();
            }

            @Override
            public void abort() {
                real.abort();
            }
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
