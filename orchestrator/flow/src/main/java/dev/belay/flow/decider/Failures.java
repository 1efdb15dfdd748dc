package dev.belay.flow.decider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.model.Failure;
import dev.belay.core.model.FailureKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The engine's failures as a flow's problems, and back.
final class Failures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HTTP_STATUS = Pattern.compile("http-([1-5][0-9]{2})");
    private static final Map<Integer, String> REASONS =
            Map.ofEntries(
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(408, "Request Timeout"),
                    Map.entry(409, "Conflict"),
                    Map.entry(410, "Gone"),
                    Map.entry(422, "Unprocessable Content"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(502, "Bad Gateway"),
                    Map.entry(503, "Service Unavailable"),
                    Map.entry(504, "Gateway Timeout"));

    private Failures() {}

    /// A failed activity or child run. Carries the failure's own type as `code`.
    static Problem problem(Failure failure) {
        if (failure.detail() != null && failure.type().contains("/")) {
            Problem raised = raised(failure.detail());
            if (raised != null) {
                return raised;
            }
        }
        return standard(failure).with("code", TextNode.valueOf(failure.type()));
    }

    private static Problem standard(Failure failure) {
        Matcher http = HTTP_STATUS.matcher(failure.type());
        if (http.matches()) {
            int status = Integer.parseInt(http.group(1));
            return Problem.of(
                    Problem.COMMUNICATION,
                    status,
                    REASONS.getOrDefault(status, "HTTP " + status),
                    failure.message());
        }
        if (failure.kind() == FailureKind.TIMEOUT || failure.type().equals("http-timeout")) {
            return Problem.of(Problem.TIMEOUT, 408, "Timed out", failure.message());
        }
        return switch (failure.type()) {
            case "http-invalid-request", "BLY-3002" ->
                    Problem.of(Problem.CONFIGURATION, 400, "Invalid request", failure.message());
            case "BLY-1003", "BLY-1002" ->
                    Problem.of(Problem.CONFIGURATION, 400, "Unknown function", failure.message());
            default ->
                    failure.kind() == FailureKind.APPLICATION
                            ? Problem.of(
                                    Problem.COMMUNICATION, 500, "Call failed", failure.message())
                            : Problem.of(Problem.RUNTIME, 500, "Call failed", failure.message());
        };
    }

    /// What a child flow raised, if that is what this is.
    private static @org.jspecify.annotations.Nullable Problem raised(String detail) {
        try {
            JsonNode parsed = JSON.readTree(detail);
            return parsed instanceof ObjectNode body && body.has("type") && body.has("status")
                    ? new Problem(body)
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /// How a run fails whose flow caught a problem nowhere.
    static Failure failure(Problem problem) {
        String detail = problem.body().path("detail").asText("");
        return Failure.application(
                        problem.type(),
                        detail.isEmpty() ? problem.title() : problem.title() + ": " + detail,
                        false)
                .withDetail(problem.body().toString());
    }
}
