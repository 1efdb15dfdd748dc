package dev.belay.schedule.time;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// The one form of errors in what describes a schedule: the field, its value, what to write.
public final class Invalid {
    private static final int VALUE_CHARS_MAX = 80;

    private Invalid() {}

    public static BelayException value(String field, Object value, String write) {
        String text = String.valueOf(value);
        String shown =
                text.length() <= VALUE_CHARS_MAX ? text : text.substring(0, VALUE_CHARS_MAX) + "…";
        return new BelayException(
                ErrorCode.INVALID_REQUEST, "%s is '%s'; %s".formatted(field, shown, write));
    }
}
