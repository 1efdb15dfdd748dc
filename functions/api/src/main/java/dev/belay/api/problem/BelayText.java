package dev.belay.api.problem;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// The message of an error without what [BelayException] puts around it.
public final class BelayText {
    private BelayText() {}

    public static String plain(BelayException error) {
        return plain(String.valueOf(error.getMessage()), error.code());
    }

    public static String plain(String message, ErrorCode code) {
        String before = "[" + code.code() + "] ";
        String after = " (" + code.docs() + ")";
        return message.startsWith(before) && message.endsWith(after)
                ? message.substring(before.length(), message.length() - after.length())
                : message;
    }
}
