package dev.belay.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.memory.VirtualClock;
import dev.belay.testkit.contract.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock(Samples.TIME);

    @Test
    void it_stands_still_until_it_is_moved() {
        assertThat(clock.instant()).isEqualTo(Samples.TIME);

        clock.advanceBy(Duration.ofDays(2));
        assertThat(clock.instant()).isEqualTo(Samples.TIME.plus(Duration.ofDays(2)));

        clock.advanceTo(Samples.TIME.plus(Duration.ofDays(3)));
        assertThat(clock.instant()).isEqualTo(Samples.TIME.plus(Duration.ofDays(3)));
    }

    @Test
    void it_never_goes_back() {
        clock.advanceTo(Samples.TIME.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(Samples.TIME);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advanceBy(Duration.ofNanos(-1)));
    }
}
