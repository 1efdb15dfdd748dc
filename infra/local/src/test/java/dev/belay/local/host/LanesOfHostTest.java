package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.local.backend.MemoryBackend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesOfHostTest {
    private static final WorkflowType<Integer, Integer> ECHO =
            WorkflowType.of("echo", Integer.class, Integer.class, () -> (_, input) -> input);

    @Test
    void a_run_in_a_lane_that_nobody_configured_is_refused_with_the_lanes_that_there_are() {
        try (var host = host(HostOptions.of("test"))) {
            assertThatExceptionOfType(BelayException.class)
                    .isThrownBy(() -> start(host, "bulk"))
                    .withMessageContaining("there is no lane 'bulk' here")
                    .withMessageContaining("[automation, system]")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
        }
    }

    @Test
    void a_lane_that_was_configured_runs() throws Exception {
        var options = HostOptions.of("test").andLanes(List.of(LaneOptions.parse("bulk=elastic")));
        try (var host = host(options)) {
            var started = start(host, "bulk");

            assertThat(host.client().result(started, Duration.ofMinutes(1)).status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void a_lane_is_steady_unless_it_says_otherwise() {
        assertThat(LaneOptions.parse("ai")).isEqualTo(LaneOptions.steady(new Lane("ai")));
        assertThat(LaneOptions.parse("ai=elastic")).isEqualTo(LaneOptions.elastic(new Lane("ai")));
        assertThatExceptionOfType(BelayException.class)
                .isThrownBy(() -> LaneOptions.parse("ai=quick"))
                .withMessageContaining("NAME=steady or NAME=elastic");
    }

    private static RunKey start(SingleProcess host, String lane) {
        return host.client()
                .start(
                        Workspace.DEFAULT,
                        StartRequest.of(
                                new WorkflowId("one"),
                                ECHO.name(),
                                new Lane(lane),
                                Payload.Inline.of("1")))
                .run();
    }

    private static SingleProcess host(HostOptions options) {
        return SingleProcess.start(
                new MemoryBackend(), new Catalog(List.of(ECHO), activities -> activities), options);
    }
}
