package dev.belay.flow.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.io.IOException;

/// Plans as JSON: what a published version is stored as.
public final class PlanCodec {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private PlanCodec() {}

    public static byte[] write(Plan plan) {
        try {
            return JSON.writeValueAsBytes(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plans are always JSON", e);
        }
    }

    /// @throws BelayException `UNSUPPORTED_HISTORY` when it is no plan that this build knows
    public static Plan read(byte[] json) {
        Plan plan;
        try {
            plan = JSON.readValue(json, Plan.class);
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "these %d bytes are no compiled flow that this build can read; publish the definition again, or run a newer build"
                            .formatted(json.length));
        }
        if (plan.format() != Plan.FORMAT) {
            throw new BelayException(
                    ErrorCode.UNSUPPORTED_HISTORY,
                    "flow %s is compiled in format %d, this build reads %d; publish its definition again, or run a newer build"
                            .formatted(plan.workflow(), plan.format(), Plan.FORMAT));
        }
        return plan;
    }
}
