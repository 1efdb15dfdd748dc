package dev.belay.testkit.simulation;

import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.replay.WorkflowRegistry;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.RoutingDeciders;
import dev.belay.testkit.reference.ReferenceWorkflows;
import java.util.List;

/// A version of the code that hosts run.
///
/// @param number greater is newer
/// @param flows whether it knows the reference workflows that are data
record Build(int number, List<WorkflowType<?, ?>> types, boolean flows) {
    String name() {
        return "build-" + number;
    }

    Deciders deciders(Payloads payloads) {
        var code = new WorkflowRegistry(types, payloads);
        return flows ? new RoutingDeciders(code, ReferenceWorkflows.flows(payloads)) : code;
    }
}
