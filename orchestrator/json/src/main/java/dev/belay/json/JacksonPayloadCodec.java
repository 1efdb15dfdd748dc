package dev.belay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.port.PayloadCodec;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Payloads as compact JSON.
///
/// Errors name the type and the place. They have no cause, because what Jackson says quotes values.
public final class JacksonPayloadCodec implements PayloadCodec {
    private final ObjectMapper mapper;

    /// Records, `Optional` and `java.time` as ISO 8601; what the reader does not know is ignored,
    /// so that a value can gain fields while runs are open.
    public JacksonPayloadCodec() {
        this(
                JsonMapper.builder(pooled())
                        .addModules(new JavaTimeModule(), new Jdk8Module())
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build());
    }

    /// Workflow code runs on threads that live for one decision: buffers kept by thread would be
    /// made anew each time.
    private static JsonFactory pooled() {
        return new JsonFactoryBuilder()
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .build();
    }

    /// @param mapper must write compactly and read what it writes
    public JacksonPayloadCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public byte[] write(@Nullable Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new BelayException(
                    ErrorCode.UNSERIALISABLE_RESULT,
                    "a %s cannot be written as JSON%s; give records, collections, strings and numbers, or a codec that knows the type"
                            .formatted(
                                    value == null ? "null" : value.getClass().getTypeName(),
                                    place(e)));
        }
    }

    @Override
    public <T> @Nullable T read(byte[] bytes, Class<T> type) {
        try {
            return mapper.readValue(bytes, type);
        } catch (IOException e) {
            throw new BelayException(
                    ErrorCode.UNREADABLE_PAYLOAD,
                    "a payload of %d bytes is not a %s%s; the two sides must agree on the type"
                            .formatted(bytes.length, type.getTypeName(), place(e)));
        }
    }

    /// For example ` at $.items[0].price (InvalidFormatException)`.
    private static String place(IOException e) {
        String path =
                e instanceof JsonMappingException mapping
                        ? mapping.getPath().stream()
                                .map(JacksonPayloadCodec::step)
                                .collect(Collectors.joining())
                        : "";
        return " at $%s (%s)".formatted(path, reason(e).getClass().getSimpleName());
    }

    private static Throwable reason(IOException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null
                ? "[%d]".formatted(step.getIndex())
                : "." + step.getFieldName();
    }
}
