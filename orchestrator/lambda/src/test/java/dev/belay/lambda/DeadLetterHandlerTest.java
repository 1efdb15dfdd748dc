package dev.belay.lambda;

import static dev.belay.lambda.Events.batch;
import static dev.belay.lambda.Events.failed;
import static dev.belay.lambda.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.history.HistoryEvent.ActivityAttemptFailed;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.RunBlocked;
import dev.belay.core.message.ActivityTask;
import dev.belay.core.message.QueueMessage;
import dev.belay.core.message.RunMessage;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: what nobody could handle ends in the history, and nothing that it says is lost.
class DeadLetterHandlerTest {
    private final Engine engine = new Engine();
    private final DeadLetterHandler handler =
            new DeadLetterHandler(
                    engine.orchestrator(Engine.BUILD), engine.ports.queues(), engine.metricLog);

    @Test
    void a_dead_workflow_task_blocks_its_run_which_keeps_what_the_task_said() {
        RunKey run = engine.startedOrder();

        var response = handler.handle(batch(message("1", reserved(run))));

        assertThat(failed(response)).isEmpty();
        assertThat(engine.history(run))
                .filteredOn(RunBlocked.class::isInstance)
                .singleElement()
                .asString()
                .contains("BLY-2007")
                .contains("ActivityReported");
        assertThat(engine.history(run)).hasAtLeastOneElementOfType(ActivityCompleted.class);
        assertThat(engine.metrics).singleElement().asString().contains("\"DeadWorkflowTasks\":1");
    }

    @Test
    void another_build_continues_with_what_the_dead_letter_said() {
        RunKey run = engine.startedOrder();
        handler.handle(batch(message("1", reserved(run))));
        engine.receive(Shop.WORK);

        engine.clock.advanceBy(Duration.ofMinutes(2));
        engine.advance(engine.orchestrator("build-2"), engine.receive(Shop.ORCHESTRATOR));

        assertThat(engine.receive(Shop.WORK))
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityTask.class,
                        task -> assertThat(task.activity()).isEqualTo(Shop.CHARGE.name()));
    }

    @Test
    void a_dead_activity_task_is_a_lost_attempt_and_the_retry_policy_decides() {
        RunKey run = engine.startedOrder();
        List<QueueMessage> tasks = engine.receive(Shop.WORK);

        var response = handler.handle(batch(message("1", tasks.getFirst())));
        engine.advance(engine.orchestrator(Engine.BUILD), engine.receive(Shop.ORCHESTRATOR));

        assertThat(failed(response)).isEmpty();
        assertThat(engine.history(run))
                .filteredOn(ActivityAttemptFailed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityAttemptFailed.class,
                        attempt ->
                                assertThat(attempt.failure().kind()).isEqualTo(FailureKind.LOST));
        engine.clock.advanceBy(Duration.ofSeconds(10));
        assertThat(engine.receive(Shop.WORK))
                .singleElement()
                .isInstanceOfSatisfying(
                        ActivityTask.class, task -> assertThat(task.attempt()).isEqualTo(2));
    }

    @Test
    void the_start_of_a_run_that_never_began_is_tried_once_more() {
        RunKey run = engine.newRun();

        var response =
                handler.handle(batch(message("1", new RunMessage.Start(run, Engine.order()))));

        assertThat(failed(response)).isEmpty();
        assertThat(engine.receive(Shop.WORK)).hasSize(1);
    }

    @Test
    void what_belongs_to_a_run_that_is_over_or_unknown_is_settled() {
        var response = handler.handle(batch(message("1", reserved(engine.newRun()))));

        assertThat(failed(response)).isEmpty();
    }

    @Test
    void what_cannot_be_read_stays_in_the_queue_and_is_counted() {
        RunKey run = engine.startedOrder();

        var response =
                handler.handle(batch(message("1", "no message", 1), message("2", reserved(run))));

        assertThat(failed(response)).containsExactly("1");
        assertThat(engine.metrics)
                .anySatisfy(line -> assertThat(line).contains("\"DeadLettersKept\":1"));
        assertThat(engine.history(run)).hasAtLeastOneElementOfType(RunBlocked.class);
    }

    @Test
    void a_run_of_an_unknown_workflow_begins_blocked() {
        RunKey run = engine.newRun();
        var request =
                StartRequest.of(new WorkflowId("x"), "no-such", Lane.SYSTEM, Payload.NULL)
                        .withVersion(1);

        var response = handler.handle(batch(message("1", new RunMessage.Start(run, request))));

        assertThat(failed(response)).isEmpty();
        assertThat(engine.history(run)).hasAtLeastOneElementOfType(RunBlocked.class);
    }

    private static RunMessage reserved(RunKey run) {
        return new RunMessage.ActivityReported(
                run, 1, 1, new Outcome.Completed(Payload.Inline.of("\"reserved\"")));
    }
}
