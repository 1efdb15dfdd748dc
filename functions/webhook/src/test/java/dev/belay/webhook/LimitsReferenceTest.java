package dev.belay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LimitsReferenceTest {
    @Test
    void every_limit_is_documented_with_its_value_and_nothing_else_is()
            throws IOException, IllegalAccessException {
        List<String> documented =
                Files.readAllLines(Path.of("../../docs/reference/webhook-limits.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|"))
                        .map(cells ->
                                cells[1].replace("`", "").strip()
                                        + " = "
                                        + cells[2].strip().replaceAll(" [a-z]{5,}$", ""))
                        .toList();

        var limits = new ArrayList<String>();
        for (Field limit : WebhookLimits.class.getFields()) {
            limits.add(limit.getName() + " = " + text(limit.get(null)));
        }
        assertThat(documented).containsExactlyInAnyOrderElementsOf(limits);
    }

    private static String text(Object value) {
        return switch (value) {
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            case Duration time -> time.toSeconds() + " s";
            default -> throw new IllegalArgumentException(value.getClass().getName());
        };
    }
}
