package dev.belay.examples.howto;

import static dev.belay.examples.howto.Notes.CHARGE;

import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;

/// Charges every month until somebody ends it, a run for each month.
final class Subscription implements Workflow<Subscription.Month, Integer> {
    record Month(String customer, int number) {}

    static final WorkflowType<Month, Integer> TYPE =
            WorkflowType.of("subscription", Month.class, Integer.class, Subscription::new);

    static final SignalType<String> END = SignalType.of("end", String.class);

    @Override
    public Integer run(WorkflowContext context, Month month) {
        context.call(CHARGE, month.customer() + " for month " + month.number());
        var ended = context.awaitSignal(END, Duration.ofDays(30));
        if (ended.isPresent()) {
            return month.number();
        }
        throw context.continueAsNew(new Month(month.customer(), month.number() + 1));
    }
}
