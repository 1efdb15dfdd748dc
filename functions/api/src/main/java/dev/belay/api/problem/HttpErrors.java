package dev.belay.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/// The same shape for what is refused before any resource is reached.
@Singleton
public class HttpErrors {
    private static final List<Integer> STATUSES =
            List.of(400, 404, 405, 406, 408, 413, 414, 415, 431, 500, 503);

    private final ObjectMapper mapper;

    @Inject
    HttpErrors(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, context -> answer(context, status)));
    }

    private void answer(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(mapper.writeValueAsString(Problems.of(status)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
