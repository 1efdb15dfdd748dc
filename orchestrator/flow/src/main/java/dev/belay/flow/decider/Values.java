package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.Workspace;
import dev.belay.flow.decider.Doing.StoredValue;

/// A run's JSON values as payloads and back.
final class Values {
    private final Payloads payloads;
    private final Workspace workspace;

    Values(Payloads payloads, Workspace workspace) {
        this.payloads = payloads;
        this.workspace = workspace;
    }

    /// @throws ProblemException when somebody gave what is no JSON
    JsonNode read(Payload payload) {
        try {
            JsonNode value = payloads.read(workspace, payload, JsonNode.class);
            return value == null ? NullNode.getInstance() : value;
        } catch (BelayException e) {
            if (e.code() == ErrorCode.UNREADABLE_PAYLOAD) {
                throw new ProblemException(
                        Problem.of(Problem.VALIDATION, 400, "Not JSON", "a value is no JSON"));
            }
            throw e;
        }
    }

    /// @param what names the value in errors
    Payload write(String what, JsonNode value) {
        try {
            return payloads.write(workspace, what, value);
        } catch (BelayException e) {
            if (e.code() == ErrorCode.PAYLOAD_TOO_LARGE) {
                throw tooLarge(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /// Keeps a value outside the run, whatever its size.
    StoredValue store(JsonNode value) {
        byte[] bytes = payloads.codec().write(value);
        if (bytes.length > Limits.PAYLOAD_BYTES_MAX) {
            throw tooLarge(
                    "%d bytes, expected at most %d"
                            .formatted(bytes.length, Limits.PAYLOAD_BYTES_MAX));
        }
        Payload.Stored stored = payloads.store().put(workspace, bytes);
        return new StoredValue(stored.sha256(), stored.size());
    }

    private static ProblemException tooLarge(String detail) {
        return new ProblemException(
                Problem.of(Problem.RUNTIME, 500, "A value is too large", detail));
    }

    JsonNode load(StoredValue value) {
        return read(new Payload.Stored(value.sha256(), value.size()));
    }
}
