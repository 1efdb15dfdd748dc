package dev.belay.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Errors as problem details, never with a stack trace.
public class Problems {
    @ServerExceptionMapper
    public Response belay(BelayException error) {
        return response(Problem.of(error));
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException error) {
        return response(
                Problem.of(
                        ErrorCode.INVALID_REQUEST,
                        "the body is not the JSON that is expected here"));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException error) {
        if (error.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        int status = error.getResponse().getStatus();
        return response(
                new Problem(
                        "about:blank",
                        error.getResponse().getStatusInfo().getReasonPhrase(),
                        status,
                        "the request cannot be served: %s"
                                .formatted(error.getResponse().getStatusInfo().getReasonPhrase()),
                        ErrorCode.INVALID_REQUEST.code()));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
