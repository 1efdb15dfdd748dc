package dev.belay.local.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// JSON as the API and the command line speak it: ISO times, no nulls.
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Over several lines.
    public static String writeIndented(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param what for the message: whose text this is
    /// @throws BelayException `INVALID_REQUEST` with the place, without the text
    public static <T> T read(String what, String text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw invalid(what, "it is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw invalid(
                    what,
                    location == null
                            ? "it has another shape"
                            : "reading stopped at line %d, column %d"
                                    .formatted(location.getLineNr(), location.getColumnNr()));
        }
    }

    public static JsonNode readTree(String what, String text) {
        return read(what, text, JsonNode.class);
    }

    private static BelayException invalid(String what, String why) {
        return new BelayException(
                ErrorCode.INVALID_REQUEST,
                "%s is not the JSON it should be: %s".formatted(what, why));
    }
}
