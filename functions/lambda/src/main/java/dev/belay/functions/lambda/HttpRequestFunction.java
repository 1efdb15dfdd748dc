package dev.belay.functions.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.belay.functions.http.AddressGuard;
import dev.belay.functions.http.HttpAnswer;
import dev.belay.functions.http.HttpRequest;
import dev.belay.functions.http.HttpRequestActivity;
import dev.belay.functions.http.HttpSettings;
import dev.belay.functions.support.ActivityRegistry;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// Performs HTTP requests: the function of the queues `http-request`.
@Singleton
@RegisterForReflection(
        targets = {
            HttpRequest.class,
            HttpAnswer.class,
            SQSEvent.class,
            SQSEvent.SQSMessage.class,
            SQSEvent.MessageAttribute.class,
            SQSBatchResponse.class,
            SQSBatchResponse.BatchItemFailure.class
        })
public class HttpRequestFunction {
    private final Function<SQSEvent, SQSBatchResponse> handler;

    HttpRequestFunction(Workers workers, FunctionPorts ports, FunctionSettings settings) {
        var activity =
                new HttpRequestActivity(
                        HttpSettings.DEFAULT.withGuard(guard(settings)),
                        ports.codec(),
                        ports.clock(),
                        ports.secrets().toSend());
        this.handler = workers.handling(ActivityRegistry.of(HttpRequest.HTTP_REQUEST, activity));
    }

    @Funq("http-request")
    public SQSBatchResponse handle(SQSEvent batch) {
        return handler.apply(batch);
    }

    private static AddressGuard guard(FunctionSettings settings) {
        var guard = AddressGuard.blockPrivate();
        for (String network : settings.httpNetworks().orElse(List.of())) {
            guard = guard.allowing(network);
        }
        return settings.httpPorts().map(guard::onPorts).orElse(guard);
    }
}
