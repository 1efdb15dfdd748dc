package dev.belay.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,0 ms",
        "PT0.35S,350 ms",
        "PT2S,2 s",
        "PT2.54S,2.5 s",
        "PT4M10S,4 min 10 s",
        "PT1H,1 h",
        "PT26H,1 d 2 h",
        "PT-2S,-2 s",
    })
    void a_duration_is_said_in_two_units_at_the_most(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}
