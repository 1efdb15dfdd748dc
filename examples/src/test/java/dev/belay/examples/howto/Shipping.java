package dev.belay.examples.howto;

import static dev.belay.examples.howto.Notes.INSURE;
import static dev.belay.examples.howto.Notes.SHIP;

import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowType;
import java.time.Duration;

/// A workflow before and after a change that runs are open across.
final class Shipping {
    private Shipping() {}

    static final class Before implements Workflow<String, String> {
        @Override
        public String run(WorkflowContext context, String parcel) {
            context.sleep(Duration.ofDays(1));
            return context.call(SHIP, parcel);
        }
    }

    static final class After implements Workflow<String, String> {
        @Override
        public String run(WorkflowContext context, String parcel) {
            if (context.version("insurance", 0, 1) >= 1) {
                context.call(INSURE, parcel);
            }
            context.sleep(Duration.ofDays(1));
            return context.call(SHIP, parcel);
        }
    }

    static final WorkflowType<String, String> BEFORE =
            WorkflowType.of("shipping", String.class, String.class, Before::new);

    static final WorkflowType<String, String> AFTER =
            WorkflowType.of("shipping", String.class, String.class, After::new);

    static final WorkflowType<String, String> SECOND =
            WorkflowType.of("shipping", String.class, String.class, After::new).version(2);
}
