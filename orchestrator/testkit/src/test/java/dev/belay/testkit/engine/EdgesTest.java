package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where two features meet: each was wrong once.
class EdgesTest {
    /// A month at a time, as a new run each.
    private static final WorkflowType<Integer, String> MONTHLY =
            WorkflowType.of(
                    "monthly",
                    Integer.class,
                    String.class,
                    () ->
                            (context, month) -> {
                                context.addTags(Set.of("month-" + month));
                                context.sleep(Duration.ofDays(30));
                                throw context.continueAsNew(month + 1);
                            });

    @ParameterizedTest
    @EnumSource(
            value = ParentClosePolicy.class,
            names = {"TERMINATE", "REQUEST_CANCEL"})
    void the_end_of_a_parent_reaches_a_child_that_continued_as_new(ParentClosePolicy policy) {
        var parent =
                ReferenceWorkflows.type(
                        "parent",
                        (context, _) ->
                                context.callChild(
                                        MONTHLY,
                                        1,
                                        ChildOptions.DEFAULT
                                                .withWorkflowId("sub")
                                                .withOnParentClose(policy)));
        var belay = TestEnvironment.builder().workflow(parent).workflow(MONTHLY).build();
        var run = belay.start(parent, "p", "x");
        belay.skipTime(Duration.ofDays(100));

        belay.client().cancel(run.key(), "enough");
        belay.skipTime(Duration.ofDays(40));

        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        var last = belay.client().find(Workspace.DEFAULT, new WorkflowId("sub"));
        assertThat(belay.client().describe(last).status().isClosed()).isTrue();
        assertThat(belay.client().describe(last).tags()).contains("month-1", "month-4");
    }

    @Test
    void a_run_of_a_workflow_that_nobody_knows_yet_waits_for_the_build_that_does() {
        var known = ReferenceWorkflows.type("known", (_, input) -> input);
        var future = ReferenceWorkflows.type("future", (_, input) -> input + " at last");
        var belay = TestEnvironment.builder().workflow(known).build();
        var run = belay.start(future, "id", "x");
        belay.runNow();
        assertThat(run.status()).isEqualTo(RunStatus.BLOCKED);
        assertThat(belay.client().describe(run.key()).reason()).contains("BLY-1002", "future");

        belay.deploy("build-2", List.of(known, future));
        belay.skipTime(Duration.ofMinutes(2));

        assertThat(run.result()).isEqualTo("x at last");
    }

    @Test
    void two_local_activities_of_one_name_have_keys_of_their_own() {
        var type =
                ReferenceWorkflows.type(
                        "keys",
                        (context, input) -> {
                            String a =
                                    context.callLocal(
                                            "k",
                                            input,
                                            String.class,
                                            (_, at) -> at.idempotencyKey());
                            String b =
                                    context.callLocal(
                                            "k",
                                            input,
                                            String.class,
                                            (_, at) -> at.idempotencyKey());
                            return a.equals(b) ? "same" : "different";
                        });
        var belay = TestEnvironment.builder().workflow(type).build();
        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(run.result()).isEqualTo("different");
    }

    @Test
    void a_cancellation_is_not_taken_for_a_timeout() {
        var signal =
                ReferenceWorkflows.type(
                        "signal",
                        (context, _) ->
                                "heard "
                                        + context.awaitSignal(
                                                        ReferenceWorkflows.NEVER,
                                                        Duration.ofDays(1))
                                                .isPresent());
        var condition =
                ReferenceWorkflows.type(
                        "condition",
                        (context, _) -> "held " + context.await(() -> false, Duration.ofDays(1)));
        var belay = TestEnvironment.builder().workflow(signal).workflow(condition).build();
        for (var type : List.of(signal, condition)) {
            var run = belay.start(type, type.name(), "x");
            belay.runNow();
            belay.client().cancel(run.key(), "enough");
            belay.runUntilIdle();
            assertThat(run.status()).as(run::explain).isEqualTo(RunStatus.CANCELLED);
        }
    }

    @Test
    void an_error_in_workflow_code_fails_the_run_and_not_its_host() {
        var type =
                ReferenceWorkflows.type(
                        "broken",
                        (_, _) -> {
                            throw new AssertionError("oops");
                        });
        var belay = TestEnvironment.builder().workflow(type).build();
        var run = belay.start(type, "id", "x");
        belay.runUntilIdle();

        assertThat(run.failure().summary()).isEqualTo("AssertionError: oops");
    }
}
