package dev.belay.api.http;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parameters that many operations have.
public final class Parameters {
    public static final int LIMIT_MAX = 1_000;

    /// The longest that a request waits for something to happen.
    public static final Duration WAIT_MAX = Duration.ofSeconds(30);

    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)?");

    private Parameters() {}

    public static int limit(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        long limit = number("limit", text);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw invalid("limit is %d, expected 1 to %d".formatted(limit, LIMIT_MAX));
        }
        return (int) limit;
    }

    public static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw invalid("%s is no whole number, or too large a one".formatted(name));
        }
    }

    /// For example `20s`, `500ms`, or seconds without a unit. What is too long is shortened.
    public static Duration wait(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Matcher matcher = WAIT.matcher(text);
        if (!matcher.matches()) {
            throw invalid("wait has not the form of 20s or 500ms");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration wait =
                "ms".equals(matcher.group(2))
                        ? Duration.ofMillis(amount)
                        : Duration.ofSeconds(amount);
        return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
    }

    public static BelayException invalid(String message) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message);
    }
}
