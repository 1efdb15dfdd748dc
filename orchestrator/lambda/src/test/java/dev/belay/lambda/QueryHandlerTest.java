package dev.belay.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.PayloadStore;
import dev.belay.flow.store.InMemoryFlowStore;
import dev.belay.lambda.QueryHandler.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueryHandlerTest {
    private final Engine engine = new Engine();
    private final QueryHandler handler =
            new QueryHandler(
                    engine.ports.history(),
                    new ReadOnly(),
                    new Catalog(List.copyOf(new Shop().workflows()), new InMemoryFlowStore()),
                    Engine.BUILD);

    @Test
    void an_open_run_answers() {
        RunKey run = engine.startedOrder();

        var answer = handler.answer(request(run, Shop.PROGRESS.name()));

        assertThat(answer.error()).isNull();
        assertThat(answer.result()).isEqualTo(TextNode.valueOf("reserving"));
    }

    @Test
    void an_answer_that_is_too_large_for_an_event_is_not_stored() {
        RunKey run = engine.startedOrder();
        int size = 2 * Limits.PAYLOAD_INLINE_BYTES_MAX;

        var answer =
                handler.answer(
                        new Request(
                                run.workspace().name(),
                                run.runId().value(),
                                Shop.REPORT.name(),
                                IntNode.valueOf(size)));

        assertThat(answer.error()).isNull();
        assertThat(answer.result()).isEqualTo(TextNode.valueOf("x".repeat(size)));
    }

    @Test
    void what_the_caller_did_wrong_is_part_of_the_answer() {
        RunKey run = engine.startedOrder();

        assertThat(code(request(run, "no-such-query"))).isEqualTo("BLY-1009");
        assertThat(code(request(engine.newRun(), "progress"))).isEqualTo("BLY-1007");
        assertThat(code(new Request("default", "no-run-id", "progress", null)))
                .isEqualTo("BLY-1001");
        assertThat(code(new Request(null, null, null, null))).isEqualTo("BLY-1013");
    }

    private @Nullable String code(Request request) {
        var error = handler.answer(request).error();
        return error == null ? null : error.code();
    }

    private static Request request(RunKey run, String query) {
        return new Request(run.workspace().name(), run.runId().value(), query, null);
    }

    /// A store whose role may not write.
    private final class ReadOnly implements PayloadStore {
        @Override
        public Payload.Stored put(Workspace workspace, byte[] bytes) {
            throw new AssertionError("a query wrote %d bytes".formatted(bytes.length));
        }

        @Override
        public byte[] get(Workspace workspace, Payload.Stored payload) {
            return engine.ports.payloads().get(workspace, payload);
        }
    }
}
