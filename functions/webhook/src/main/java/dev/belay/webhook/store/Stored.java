package dev.belay.webhook.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.webhook.template.Json;
import java.util.Locale;

/// Reads what was stored or given, or says that it cannot be.
final class Stored {
    private Stored() {}

    static JsonNode read(byte[] bytes, String what) {
        return Json.parse(bytes)
                .filter(JsonNode::isObject)
                .orElseThrow(() ->
                        new BelayException(
                                ErrorCode.UNREADABLE_PAYLOAD,
                                "%s of %d bytes is not a JSON object"
                                        .formatted(what, bytes.length)));
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "%s of %d characters is not one that this build knows"
                            .formatted(type.getSimpleName(), name.length()),
                    e);
        }
    }
}
