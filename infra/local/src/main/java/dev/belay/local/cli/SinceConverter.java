package dev.belay.local.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A time in the past, as people say it: `7d`, `12h`, `30m`, a duration of ISO 8601, a day, an
/// instant.
final class SinceConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            if (text.matches("[0-9]{1,6}[dhmDHM]")) {
                String upper = text.toUpperCase(Locale.ROOT);
                return before(Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper));
            }
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.startsWith("P") ? before(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeException | ArithmeticException _) {
            throw new TypeConversionException(
                    "'%s' is no time; expected one like 7d, 12h, 2026-01-31 or 2026-01-31T12:00:00Z"
                            .formatted(text));
        }
    }

    private static Instant before(Duration ago) {
        return Instant.now().minus(ago);
    }
}
