package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Lane;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.port.RunHead;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JsonHeadsTest {
    @Test
    void a_head_reads_back_as_it_was() {
        var open =
                new RunHead(
                        Samples.RUN,
                        new WorkflowId("order-42"),
                        "checkout",
                        1,
                        Lane.SYSTEM,
                        RunStatus.RUNNING,
                        Samples.NOON,
                        null,
                        1,
                        null,
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        null,
                        null);
        var closed =
                new RunHead(
                        Samples.RUN,
                        new WorkflowId("order-42"),
                        "checkout",
                        2,
                        Lane.SYSTEM,
                        RunStatus.CONTINUED_AS_NEW,
                        Samples.NOON,
                        Samples.ODD,
                        Long.MAX_VALUE,
                        "continued",
                        Map.of("customer", "c-1"),
                        Map.of("note", "n"),
                        Set.of("vip", "eu"),
                        Samples.RUN,
                        Samples.OTHER_ID);

        assertThat(JsonHeads.read(JsonHeads.write(open))).isEqualTo(open);
        assertThat(JsonHeads.read(JsonHeads.write(closed))).isEqualTo(closed);
    }
}
