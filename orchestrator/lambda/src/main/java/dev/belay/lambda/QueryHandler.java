package dev.belay.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.belay.core.client.QueryService;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.RunLoader;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.HistoryReader;
import dev.belay.core.port.PayloadCodec;
import dev.belay.core.port.PayloadStore;
import dev.belay.json.JacksonPayloadCodec;
import org.jspecify.annotations.Nullable;

/// Answers queries over ports that cannot write.
public final class QueryHandler {
    private final HistoryReader histories;
    private final PayloadStore stored;
    private final Catalog catalog;
    private final String build;
    private final PayloadCodec codec = new JacksonPayloadCodec();

    QueryHandler(HistoryReader histories, PayloadStore stored, Catalog catalog, String build) {
        this.histories = histories;
        this.stored = stored;
        this.catalog = catalog;
        this.build = build;
    }

    /// @param argument JSON null where the query takes none
    public record Request(
            @Nullable String workspace,
            @Nullable String runId,
            @Nullable String query,
            @Nullable JsonNode argument) {}

    /// One of the two is null.
    public record Answer(@Nullable JsonNode result, @Nullable Problem error) {}

    /// @param code for example `BLY-1009`
    public record Problem(String code, String message) {}

    /// Never throws what the caller did wrong: it is part of the answer.
    public Answer answer(Request request) {
        try {
            var run =
                    new RunKey(
                            new Workspace(given("workspace", request.workspace())),
                            new RunId(given("runId", request.runId())));
            return new Answer(
                    query(run, given("query", request.query()), request.argument()), null);
        } catch (BelayException e) {
            return new Answer(null, new Problem(e.code().code(), String.valueOf(e.getMessage())));
        }
    }

    private @Nullable JsonNode query(RunKey run, String name, @Nullable JsonNode argument) {
        var payloads = new Payloads(codec, new ScratchPayloads(stored));
        var loader = new RunLoader(histories, catalog.deciders(payloads), build);
        Payload given =
                argument == null || argument instanceof NullNode
                        ? Payload.NULL
                        : new Payload.Inline(codec.write(argument));
        Payload result = new QueryService(loader).query(run, name, given);
        return payloads.read(run.workspace(), result, JsonNode.class);
    }

    private static String given(String field, @Nullable String value) {
        if (value == null) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "the query request has no '%s'".formatted(field));
        }
        return value;
    }
}
