package dev.belay.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.RunQuery;
import dev.belay.core.port.TaskQueues;
import dev.belay.testkit.CrashAt;
import dev.belay.testkit.CrashAt.Side;
import dev.belay.testkit.Effects;
import dev.belay.testkit.TestEnvironment;
import dev.belay.testkit.TestRun;
import dev.belay.testkit.reference.ReferenceActivities;
import dev.belay.testkit.reference.ReferenceWorkflow;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: wherever the host dies, and whatever a queue does to a message, the run ends as if nothing
/// had happened.
///
/// Method: each reference workflow runs once to count its effects and messages, then once per
/// effect with a host that dies just before it and once with one that dies just after, and once per
/// message that comes twice, late, or after the next one. All of that again with the run being
/// cancelled on its way.
class CrashAtEveryEffectTest {
    private static final AtomicInteger CASES = new AtomicInteger();

    private record End(
            RunStatus status, String outcome, List<String> effects, List<String> undone) {}

    static List<ReferenceWorkflow> workflows() {
        return ReferenceWorkflows.all();
    }

    @AfterAll
    static void tell() {
        System.out.printf(
                "exhaustive faults: %d cases over %d workflows%n", CASES.get(), workflows().size());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_run_ends_as_its_workflow_says(ReferenceWorkflow workflow) {
        End end = end(workflow, CrashAt.never(), UnaryOperator.identity(), stimuli(workflow));

        assertThat(end.status()).isEqualTo(workflow.status());
        assertThat(end.outcome()).contains(workflow.outcome());
        assertThat(end.undone()).isEqualTo(workflow.undone());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_run_ends_the_same_wherever_its_host_dies(ReferenceWorkflow workflow) {
        atEveryEffect(workflow, stimuli(workflow));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_run_ends_the_same_whatever_befalls_one_message(ReferenceWorkflow workflow) {
        End expected = end(workflow, CrashAt.never(), UnaryOperator.identity(), stimuli(workflow));
        int messages = messages(workflow);

        for (int message = 0; message < messages; message++) {
            for (MessageFault.Kind kind : MessageFault.Kind.values()) {
                int target = message;
                End end =
                        end(
                                workflow,
                                Effects.RELIABLE,
                                queues -> new MessageFault(queues, kind, target),
                                stimuli(workflow));
                assertThat(end)
                        .as("%s: %s of message %d", workflow, kind, message)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_run_that_is_cancelled_ends_wherever_its_host_dies(ReferenceWorkflow workflow) {
        int effects = effects(workflow).size();
        for (int third = 0; third < 3; third++) {
            int after = effects * third / 3;
            var counting = CrashAt.never();
            closed(workflow, new CancelAfter(counting, after));
            for (int effect = after; effect < counting.seen().size(); effect++) {
                for (Side side : Side.values()) {
                    var crash = CrashAt.effect(effect, side);
                    RunStatus status = closed(workflow, new CancelAfter(crash, after));
                    assertThat(status)
                            .as("%s: cancelled after %d, died %s %d", workflow, after, side, effect)
                            .isIn(RunStatus.CANCELLED, workflow.status());
                }
            }
        }
    }

    private static void atEveryEffect(ReferenceWorkflow workflow, Consumer<Started> stimuli) {
        var counting = CrashAt.never();
        End expected = end(workflow, counting, UnaryOperator.identity(), stimuli);

        List<String> effects = counting.seen();
        assertThat(effects).hasSizeGreaterThan(5);
        for (int effect = 0; effect < effects.size(); effect++) {
            for (Side side : Side.values()) {
                End end =
                        end(
                                workflow,
                                CrashAt.effect(effect, side),
                                UnaryOperator.identity(),
                                stimuli);
                if (workflow.fragile() && end.outcome().contains("lost")) {
                    continue;
                }
                assertThat(end)
                        .as(
                                "%s: died %s effect %d, %s",
                                workflow, side, effect, effects.get(effect))
                        .isEqualTo(expected);
            }
        }
    }

    // ---- one case

    private record Started(TestEnvironment belay, TestRun<String> run) {}

    private static Consumer<Started> stimuli(ReferenceWorkflow workflow) {
        return started ->
                workflow.stimuli()
                        .forEach(stimulus -> stimulus.apply(started.belay(), started.run()));
    }

    private static End end(
            ReferenceWorkflow workflow,
            Effects effects,
            UnaryOperator<TaskQueues> queues,
            Consumer<Started> stimuli) {
        CASES.incrementAndGet();
        var work = new Work();
        var started = start(workflow, work, effects, queues);
        stimuli.accept(started);
        started.belay().runUntilIdle();
        assertThat(open(started.belay())).as(started.run()::explain).isEmpty();
        var ended = started.run().ended();
        var failure = ended.failure();
        String outcome = failure != null ? failure.summary() : "";
        return new End(
                ended.status(),
                ended.result() != null ? started.run().result() : outcome,
                work.effects.values().stream().sorted().toList(),
                distinct(work.undone));
    }

    /// How a run ends that a [CancelAfter] cancels.
    private static RunStatus closed(ReferenceWorkflow workflow, CancelAfter effects) {
        CASES.incrementAndGet();
        var started = start(workflow, new Work(), effects, UnaryOperator.identity());
        effects.cancels(
                unlessClosed(
                        () -> started.belay().client().cancel(started.run().key(), "asked to")));
        started.belay().runUntilIdle();
        unlessClosed(() -> stimuli(workflow).accept(started)).run();
        started.belay().runUntilIdle();
        assertThat(open(started.belay())).as(started.run()::explain).isEmpty();
        return started.run().ended().status();
    }

    private static Runnable unlessClosed(Runnable request) {
        return () -> {
            try {
                request.run();
            } catch (BelayException refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.RUN_CLOSED);
            }
        };
    }

    private static Started start(
            ReferenceWorkflow workflow,
            Work work,
            Effects effects,
            UnaryOperator<TaskQueues> queues) {
        var builder =
                TestEnvironment.builder()
                        .activity(ReferenceActivities.DO, work::perform)
                        .activity(ReferenceActivities.UNDO, work::undo)
                        .activity(ReferenceActivities.PAY, work::perform)
                        .queues(queues)
                        .effects(effects);
        workflow.addTo(builder);
        var belay = builder.build();
        return new Started(belay, belay.start(workflow.type(), "id", "input"));
    }

    private static List<String> effects(ReferenceWorkflow workflow) {
        var counting = CrashAt.never();
        end(workflow, counting, UnaryOperator.identity(), stimuli(workflow));
        return counting.seen();
    }

    private static int messages(ReferenceWorkflow workflow) {
        return (int) effects(workflow).stream().filter("send"::equals).count();
    }

    /// An attempt that was lost after it took effect is performed again: at least once, in order.
    private static List<String> distinct(List<String> undone) {
        return undone.stream().distinct().toList();
    }

    private static List<String> open(TestEnvironment belay) {
        return belay
                .client()
                .list(
                        RunQuery.all(Workspace.DEFAULT, 100)
                                .withStatuses(
                                        Set.of(
                                                RunStatus.SCHEDULED,
                                                RunStatus.RUNNING,
                                                RunStatus.BLOCKED)))
                .items()
                .stream()
                .map(head -> head.workflow() + " is " + head.status())
                .toList();
    }
}
