package dev.belay.schedule;

import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stands between a schedule and its run where the schedule may have to end the run by force: a
/// workflow cannot terminate another run, but what it started ends with it.
final class Carrier implements Workflow<Carrier.Load, Object> {
    static final WorkflowType<Load, Object> TYPE =
            WorkflowType.of("belay.schedule.carrier", Load.class, Object.class, Carrier::new);
    static final SignalType<String> TERMINATE = SignalType.of("terminate", String.class);

    private @Nullable String terminated;

    /// What it carries.
    record Load(
            String workflow,
            String workflowId,
            String lane,
            @Nullable Object input,
            @Nullable Duration timeout) {}

    @Override
    public Object run(WorkflowContext context, Load load) {
        context.onSignal(TERMINATE, reason -> terminated = reason);
        ChildOptions options =
                ChildOptions.DEFAULT
                        .withWorkflowId(load.workflowId())
                        .withTimeout(orNull(load.timeout()));
        Promise<Object> result =
                context.startChild(
                        target(load.workflow(), new Lane(load.lane())),
                        orNull(load.input()),
                        options);
        context.await(() -> result.isDone() || terminated != null);
        String reason = terminated;
        if (!result.isDone() && reason != null) {
            throw new WorkflowException(Failure.terminated(reason));
        }
        return result.get();
    }

    /// Any workflow, by its name: input and output pass as they are.
    static WorkflowType<Object, Object> target(String workflow, Lane lane) {
        return new WorkflowType<>(workflow, 1, Object.class, Object.class, lane, Carrier::none);
    }

    private static Workflow<Object, Object> none() {
        throw new IllegalStateException("the target of a schedule is started by name");
    }

    @SuppressWarnings(
            "NullAway") // A missing input or timeout is null, and the API has no word for it.
    static <T> T orNull(@Nullable T value) {
        return value;
    }
}
