package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @Test
    void every_kind_of_fault_is_understood() {
        Faults faults = Faults.parse(List.of("a=fail", "b=fail:3", "c=lose", "d=slow:0.5"));

        assertThat(faults.of("a")).isEqualTo(new Fault.Fail(Integer.MAX_VALUE));
        assertThat(faults.of("b")).isEqualTo(new Fault.Fail(3));
        assertThat(faults.of("c")).isEqualTo(new Fault.Lose());
        assertThat(faults.of("d")).isEqualTo(new Fault.Slow(Duration.ofMillis(500)));
        assertThat(faults.of("e")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=fail", "a=explode", "a=fail:x", "a=slow"})
    void anything_else_is_refused(String specification) {
        assertThatThrownBy(() -> Faults.parse(List.of(specification)))
                .isInstanceOf(BelayException.class)
                .hasMessageContaining("ACTIVITY=fail");
    }

    @Test
    void a_fault_of_an_unknown_activity_is_refused() {
        Faults faults = Faults.parse(List.of("charge=fail"));

        assertThatThrownBy(() -> faults.requireKnown(Set.of("ship")))
                .hasMessageContaining("charge")
                .hasMessageContaining("ship");
    }
}
