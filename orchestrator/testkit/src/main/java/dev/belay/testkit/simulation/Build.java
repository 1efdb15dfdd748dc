package dev.belay.testkit.simulation;

import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import java.util.List;

/// A version of the code that hosts run.
///
/// @param number greater is newer
record Build(int number, List<WorkflowType<?, ?>> types) {
    String name() {
        return "build-" + number;
    }

    Deciders deciders(Payloads payloads) {
        return new WorkflowRegistry(types, payloads);
    }
}
