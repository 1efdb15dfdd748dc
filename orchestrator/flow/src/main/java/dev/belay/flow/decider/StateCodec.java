package dev.belay.flow.decider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// A flow's state as JSON: the values it holds, each once however many frames hold it, and the
/// state with their places in that list.
final class StateCodec {
    private static final String TABLE = "values";
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(JsonNode.class, new ToPlace())
                                    .addDeserializer(JsonNode.class, new FromPlace())
                                    .addDeserializer(ObjectNode.class, new ObjectFromPlace()))
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private StateCodec() {}

    /// @param values all of them, by place
    private record Document(List<JsonNode> values, JsonNode state) {}

    static byte[] write(FlowState state) {
        var table = new Table(new ArrayList<>(), new IdentityHashMap<>());
        try {
            byte[] frames = JSON.writer().withAttribute(TABLE, table).writeValueAsBytes(state);
            return PLAIN.writeValueAsBytes(new Document(table.values, PLAIN.readTree(frames)));
        } catch (IOException e) {
            throw new IllegalStateException("a flow's state is always JSON", e);
        }
    }

    /// @throws BelayException `UNREADABLE_HISTORY` when this build cannot read it
    static FlowState read(byte[] json) {
        FlowState state;
        try {
            Document document = PLAIN.readValue(json, Document.class);
            state =
                    JSON.readerFor(FlowState.class)
                            .withAttribute(TABLE, document.values())
                            .readValue(document.state());
        } catch (IOException | RuntimeException e) {
            // Jackson refuses damaged documents in many ways.
            throw unreadable(json);
        }
        if (state.format != FlowState.FORMAT) {
            throw unreadable(json);
        }
        return state;
    }

    private static BelayException unreadable(byte[] json) {
        return new BelayException(
                ErrorCode.UNREADABLE_HISTORY,
                "a snapshot of %d bytes is no flow state that this build reads; the history is read instead"
                        .formatted(json.length));
    }

    private record Table(List<JsonNode> values, IdentityHashMap<JsonNode, Integer> places) {
        int place(JsonNode value) {
            return places.computeIfAbsent(
                    value,
                    _ -> {
                        values.add(value);
                        return values.size() - 1;
                    });
        }
    }

    private static final class ToPlace extends JsonSerializer<JsonNode> {
        @Override
        public void serialize(JsonNode value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeNumber(((Table) provider.getAttribute(TABLE)).place(value));
        }
    }

    private static final class FromPlace extends JsonDeserializer<JsonNode> {
        @Override
        public JsonNode deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return (JsonNode) ((List<?>) context.getAttribute(TABLE)).get(in.getIntValue());
        }
    }

    private static final class ObjectFromPlace extends JsonDeserializer<ObjectNode> {
        private final FromPlace inner = new FromPlace();

        @Override
        public ObjectNode deserialize(JsonParser in, DeserializationContext context)
                throws IOException {
            return (ObjectNode) inner.deserialize(in, context);
        }
    }
}
