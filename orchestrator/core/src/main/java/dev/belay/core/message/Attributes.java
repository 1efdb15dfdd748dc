package dev.belay.core.message;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import java.util.Map;

/// The limits of what lists show of a run.
public final class Attributes {
    private Attributes() {}

    /// @throws BelayException `INVALID_REQUEST` naming the key, never the value
    public static void requireShort(Map<String, String> values) {
        values.forEach((key, value) -> {
            if (key.length() > Limits.NAME_CHARS_MAX
                    || value.length() > Limits.ATTRIBUTE_CHARS_MAX) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST,
                        "attribute '%s' has a name of %d and a value of %d characters, expected at most %d and %d"
                                .formatted(
                                        key.substring(
                                                0, Math.min(key.length(), Limits.NAME_CHARS_MAX)),
                                        key.length(),
                                        value.length(),
                                        Limits.NAME_CHARS_MAX,
                                        Limits.ATTRIBUTE_CHARS_MAX));
            }
        });
    }
}
