package dev.belay.definition.compile;

import java.util.Optional;

/// Says what is wrong with a cron expression.
@FunctionalInterface
public interface CronCheck {
    /// Accepts whatever has five to seven fields.
    CronCheck FIELDS =
            cron -> {
                int fields = cron.strip().split("\\s+").length;
                return fields >= 5 && fields <= 7
                        ? Optional.empty()
                        : Optional.of("it has %d fields, expected 5 to 7".formatted(fields));
            };

    Optional<String> problem(String cron);
}
