package dev.belay.functions.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header: seconds, or a date.
final class RetryAfter {
    /// A server that asks for more is asked again after this.
    static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {}

    /// Null where the header is missing or means nothing.
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        Duration pause = header.matches("[0-9]+") ? seconds(header) : until(header, now);
        if (pause == null) {
            return null;
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(MAX) > 0 ? MAX : pause;
    }

    private static Duration seconds(String digits) {
        return digits.length() > 9 ? MAX : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static @Nullable Duration until(String date, Instant now) {
        try {
            var at = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, at.toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
