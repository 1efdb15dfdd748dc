package dev.belay.flow.decider;

import static dev.belay.flow.decider.Flows.call;
import static dev.belay.flow.decider.Flows.doing;
import static dev.belay.flow.decider.Flows.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    @Test
    void a_value_that_many_frames_hold_is_written_once() {
        String large = "x".repeat(10_000);
        var run =
                FlowRun.start(
                        flow(doing("a", doing("b", doing("c", call("work"))))),
                        "{'text':'%s'}".formatted(large));

        assertThat(run.snapshot()).hasSizeBetween(10_000, 13_000);
    }

    @Test
    void what_is_no_state_of_this_build_is_refused() {
        for (String text : new String[] {"{}", "[1", "{\"values\":[],\"state\":{\"format\":9}}"}) {
            assertThatThrownBy(() -> StateCodec.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            BelayException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_HISTORY));
        }
    }
}
