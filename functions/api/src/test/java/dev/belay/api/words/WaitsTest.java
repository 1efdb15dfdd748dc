package dev.belay.api.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.machine.RunState;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_run_that_waits_for_nothing_else_waits_for_somebody() {
        assertThat(Waits.of(state(), START))
                .extracting(Waits.Wait::text)
                .containsExactly("a signal, an update or a cancel request");
    }

    @Test
    void a_timer_is_overdue_a_minute_after_its_time() {
        RunState state = state(new Command.StartTimer(START.plusSeconds(10), "nap"));

        assertThat(Waits.of(state, START.plusSeconds(60)).getFirst().overdueSince()).isNull();
        Waits.Wait late = Waits.of(state, START.plusSeconds(71)).getFirst();
        assertThat(late.overdueSince()).isEqualTo(START.plusSeconds(10));
        assertThat(late.text()).contains("timer nap").contains("1 min 1 s ago");
    }

    @Test
    void an_attempt_is_overdue_five_minutes_after_it_had_to_end() {
        RunState state =
                state(
                        new Command.ScheduleActivity(
                                "charge",
                                new TaskQueue(Lane.SYSTEM, "charge"),
                                Payload.NULL,
                                ActivityOptions.DEFAULT.withStartToClose(Duration.ofSeconds(30))));

        assertThat(Waits.of(state, START.plusSeconds(330)).getFirst().overdueSince()).isNull();
        assertThat(Waits.of(state, START.plusSeconds(331)).getFirst().overdueSince())
                .isEqualTo(START.plusSeconds(30));
    }

    private static RunState state(Command... commands) {
        var state = new RunState(new RunKey(Workspace.DEFAULT, RunId.of(START, 0, 1)));
        var events = new ArrayList<HistoryEvent>();
        events.add(
                new HistoryEvent.RunStarted(
                        StartRequest.of(
                                new WorkflowId("order"), "order", Lane.SYSTEM, Payload.NULL)));
        for (int i = 0; i < commands.length; i++) {
            events.add(new HistoryEvent.CommandIssued(i + 1, commands[i]));
        }
        state.apply(new Batch(1, START, List.copyOf(events)));
        return state;
    }
}
