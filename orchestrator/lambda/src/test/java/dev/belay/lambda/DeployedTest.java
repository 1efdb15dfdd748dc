package dev.belay.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.aws.AwsPorts;
import dev.belay.aws.RequestMeter.Usage;
import dev.belay.core.message.RunMessage.TimerDue;
import dev.belay.core.message.TimerKey;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.port.TimerStore.ArmedTimer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a run goes all the way through real functions, queues and a table, within its budget.
///
/// Method: the application as it is packaged, on emulators; the orchestrator is invoked over HTTP
/// with Lambda's own events; every request of every client is counted.
@QuarkusTest
@QuarkusTestResource(LocalAwsResource.class)
@Timeout(90)
class DeployedTest {
    private static final int SIDE_BY_SIDE = 10;

    private final AwsPorts ports;
    private final TimerSweepFunction sweep;
    private final QueryFunction query;
    private final Deployment deployment;

    @Inject
    DeployedTest(
            AwsPorts ports, TimerSweepFunction sweep, QueryFunction query, Deployment deployment) {
        this.ports = ports;
        this.sweep = sweep;
        this.query = query;
        this.deployment = deployment;
    }

    @Test
    void a_workflow_of_two_activities_completes() throws InterruptedException {
        RunKey run = deployment.start("order-42", Shop.ORDER, "\"order-42\"");

        deployment.performSequentially(2);

        var result = deployment.client.result(run, Duration.ofSeconds(10));
        assertThat(result.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(result.result()).isEqualTo(Payload.Inline.of("\"order-42 reserved charged\""));
    }

    @Test
    void a_sequential_activity_costs_one_write_unit_and_six_queue_requests() {
        deployment.start("bulk-30", Shop.BULK, bulk(0, 30));
        deployment.performSequentially(10);

        var usage = usageOf(() -> deployment.performSequentially(10));

        assertWithinBudget(usage, 10);
        deployment.performSequentially(10);
    }

    @Test
    void the_thousandth_activity_costs_what_the_tenth_did() {
        deployment.start("bulk-1000", Shop.BULK, bulk(100, 20));
        for (int round = 0; round < 100; round++) {
            deployment.performSideBySide(SIDE_BY_SIDE);
        }

        var usage = usageOf(() -> deployment.performSequentially(10));

        assertWithinBudget(usage, 10);
        deployment.performSequentially(10);
    }

    @Test
    void a_local_activity_costs_at_most_one_write_unit_and_no_queue_request() {
        var ten = usageOf(() -> deployment.start("counting-10", Shop.COUNTING, "10"));
        var thirty = usageOf(() -> deployment.start("counting-30", Shop.COUNTING, "30"));

        assertThat(thirty.writeUnits() - ten.writeUnits()).isLessThanOrEqualTo(20);
        assertThat(thirty.requestsTo("Sqs")).isEqualTo(ten.requestsTo("Sqs"));
    }

    @Test
    void an_open_run_answers_a_query() {
        RunKey run = deployment.start("order-43", Shop.ORDER, "\"order-43\"");

        var answer =
                query.answer(
                        new QueryHandler.Request(
                                run.workspace().name(),
                                run.runId().value(),
                                Shop.PROGRESS.name(),
                                null));

        assertThat(answer).hasToString("Answer[result=\"reserving\", error=null]");
        deployment.performSequentially(2);
    }

    @Test
    void the_sweep_sends_the_timers_that_are_due() {
        RunKey run = deployment.start("order-44", Shop.ORDER, "\"order-44\"");
        deployment.performSequentially(2);
        var due =
                new TimerDue(
                        run, TimerKey.ofRun(TimerKey.Kind.WATCHDOG), Instant.now().minusSeconds(1));
        ports.timers().put(new ArmedTimer(Lane.SYSTEM, due));

        assertThat(sweep.sweep().sent()).isEqualTo(1);
        assertThat(deployment.workflowTasks.deliver(1)).isEqualTo(1);
        assertThat(sweep.sweep().sent()).isZero();
    }

    private static void assertWithinBudget(Usage usage, int activities) {
        assertThat(usage.writeUnits()).as(usage::toString).isLessThanOrEqualTo(activities);
        assertThat(usage.requestsTo("Sqs"))
                .as(usage::toString)
                .isLessThanOrEqualTo(6L * activities);
        assertThat(usage.readUnits()).as("a warm run is not read").isZero();
    }

    private static Usage usageOf(Runnable work) {
        var before = Metered.METER.usage();
        work.run();
        return Metered.METER.usage().since(before);
    }

    private static String bulk(int rounds, int then) {
        return "{\"rounds\":%d,\"sideBySide\":%d,\"then\":%d}"
                .formatted(rounds, SIDE_BY_SIDE, then);
    }
}
