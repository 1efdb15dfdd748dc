package dev.belay.core.model;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;

/// The one rule for names that become parts of queue names, table keys and URLs.
final class Names {
    private Names() {}

    /// Lower-case letters, digits, `-`, `.`, `_`; the first is a letter or a digit.
    ///
    /// @throws BelayException `INVALID_NAME` with what was given and what is allowed
    static void require(String what, String name, int charsMax) {
        if (name.isEmpty() || name.length() > charsMax || !isPlain(name)) {
            throw new BelayException(
                    ErrorCode.INVALID_NAME,
                    "%s '%s' is not a valid name; expected 1 to %d characters of a-z, 0-9, '-', '.', '_', beginning with a letter or digit"
                            .formatted(what, abbreviate(name), charsMax));
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean punctuation = i > 0 && (c == '-' || c == '.' || c == '_');
            if (!alphanumeric && !punctuation) {
                return false;
            }
        }
        return true;
    }

    private static String abbreviate(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
