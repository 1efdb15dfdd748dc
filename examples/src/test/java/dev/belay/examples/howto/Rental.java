package dev.belay.examples.howto;

import static dev.belay.examples.howto.Notes.HAND_OVER_CAR;
import static dev.belay.examples.howto.Notes.TAKE_BACK_CAR;

import dev.belay.core.workflow.CancelledException;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;

/// Lends a car for a week, and takes it back also when the rental is cancelled.
final class Rental implements Workflow<String, String> {
    static final WorkflowType<String, String> TYPE =
            WorkflowType.of("rental", String.class, String.class, Rental::new);

    @Override
    public String run(WorkflowContext context, String customer) {
        context.call(HAND_OVER_CAR, customer);
        try {
            context.sleep(Duration.ofDays(7));
        } catch (CancelledException cancelled) {
            context.uncancellable(() -> context.call(TAKE_BACK_CAR, customer));
            throw cancelled;
        }
        return context.call(TAKE_BACK_CAR, customer);
    }
}
