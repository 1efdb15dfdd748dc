package dev.belay.flow.decider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;

/// A flow's state as JSON.
final class StateCodec {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private StateCodec() {}

    static byte[] write(FlowState state) {
        try {
            return JSON.writeValueAsBytes(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flow's state is always JSON", e);
        }
    }

    /// @throws BelayException `UNREADABLE_HISTORY` when this build cannot read it
    static FlowState read(byte[] json) {
        FlowState state;
        try {
            state = JSON.readValue(json, FlowState.class);
        } catch (IOException e) {
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
}
