package dev.belay.testkit.reference;

import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.Workflow;
import java.util.List;

/// A workflow, what somebody outside does to its run, and how the run ends where nobody interferes
/// with it otherwise.
///
/// @param name a plain name, which the workflow type has too
/// @param outcome the result; of a run that failed, its failure's type
/// @param undone what is compensated, in this order
/// @param fragile whether one attempt that is lost with its host fails the run
public record ReferenceWorkflow(
        String name,
        Workflow<String, String> code,
        List<Stimulus> stimuli,
        RunStatus status,
        String outcome,
        List<String> undone,
        boolean fragile) {
    static ReferenceWorkflow completes(
            String name, String result, Workflow<String, String> code, Stimulus... stimuli) {
        return new ReferenceWorkflow(
                name, code, List.of(stimuli), RunStatus.COMPLETED, result, List.of(), false);
    }

    static ReferenceWorkflow ends(
            String name,
            RunStatus status,
            String outcome,
            Workflow<String, String> code,
            Stimulus... stimuli) {
        return new ReferenceWorkflow(
                name, code, List.of(stimuli), status, outcome, List.of(), false);
    }

    ReferenceWorkflow undoing(String... inputs) {
        return new ReferenceWorkflow(
                name, code, stimuli, status, outcome, List.of(inputs), fragile);
    }

    ReferenceWorkflow failingWithALostAttempt() {
        return new ReferenceWorkflow(name, code, stimuli, status, outcome, undone, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
