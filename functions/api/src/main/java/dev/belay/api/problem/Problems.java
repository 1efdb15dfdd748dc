package dev.belay.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Errors as problem details, never with a stack trace.
public class Problems {
    private static final Logger LOG = System.getLogger(Problems.class.getName());
    private static final int UNAUTHENTICATED = 401;

    @ServerExceptionMapper
    public Response belay(BelayException error) {
        return response(Problem.of(error));
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException error) {
        return response(
                Problem.of(
                        ErrorCode.INVALID_REQUEST,
                        "the body is not the JSON that is expected here: " + why(error)));
    }

    /// Quarkus has one of its own for these, which says it in another shape.
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException error) {
        return unreadable(error);
    }

    /// What a value makes of itself while it is read, and what was not foreseen.
    @ServerExceptionMapper
    public Response other(Throwable error) {
        if (error.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        if (error.getCause() instanceof BelayException belay) {
            return belay(belay);
        }
        LOG.log(Level.ERROR, "a request failed", error);
        return response(
                new Problem(
                        "about:blank",
                        "internal error",
                        500,
                        "the request failed for a reason that is in the log of this host",
                        ErrorCode.WORKFLOW_MISUSE.code(),
                        null));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException error) {
        if (error.getCause() instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        return response(of(error.getResponse().getStatus()));
    }

    /// For what HTTP itself refuses.
    static Problem of(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String phrase = known == null ? "refused" : known.getReasonPhrase();
        return new Problem(
                "about:blank",
                phrase.toLowerCase(java.util.Locale.ROOT),
                status,
                "the request cannot be served: %s".formatted(explained(status, phrase)),
                ErrorCode.INVALID_REQUEST.code(),
                null);
    }

    private static String explained(int status, String phrase) {
        return switch (status) {
            case 404 ->
                    "nothing is served at this path, or a part of it has not the form that is expected; see /v1/openapi.json";
            case 405 -> "the path is not served with this method; see /v1/openapi.json";
            case 406 -> "only application/json can be answered";
            case 413 -> "it is too large";
            case 414 -> "its address is too long";
            case 415 -> "send the body as application/json";
            case 431 -> "its headers are too large";
            default -> phrase;
        };
    }

    public static Response response(Problem problem) {
        var response = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == UNAUTHENTICATED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    /// The place and the reason, without the text.
    private static String why(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        String place =
                location == null
                        ? ""
                        : " (line %d, column %d)"
                                .formatted(location.getLineNr(), location.getColumnNr());
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "it has no field '%s'%s".formatted(brief(unknown.getPropertyName()), place);
        }
        if (error instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "%s has another type or value%s".formatted(path(mapping), place);
        }
        return "reading stopped%s".formatted(place);
    }

    private static String path(JsonMappingException error) {
        return error.getPath().stream()
                .map(part ->
                        part.getFieldName() == null
                                ? "[%d]".formatted(part.getIndex())
                                : brief(part.getFieldName()))
                .collect(Collectors.joining("."));
    }

    private static String brief(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String plain = name.replaceAll("[^ -~]", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }
}
