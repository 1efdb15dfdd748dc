package dev.belay.testkit.reference;

import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow, what somebody outside does to its run, and how the run ends where nobody interferes
/// with it otherwise.
///
/// @param name a plain name, which the workflow type has too
/// @param outcome the result; of a run that failed, its failure's type
/// @param undone what is compensated, in this order
/// @param fragile whether one attempt that is lost with its host fails the run
/// @param before the code of an older build, where it differs; both end the same
public record ReferenceWorkflow(
        String name,
        Workflow<String, String> code,
        List<Stimulus> stimuli,
        RunStatus status,
        String outcome,
        List<String> undone,
        boolean fragile,
        @Nullable Workflow<String, String> before) {
    static ReferenceWorkflow completes(
            String name, String result, Workflow<String, String> code, Stimulus... stimuli) {
        return new ReferenceWorkflow(
                name, code, List.of(stimuli), RunStatus.COMPLETED, result, List.of(), false, null);
    }

    static ReferenceWorkflow ends(
            String name,
            RunStatus status,
            String outcome,
            Workflow<String, String> code,
            Stimulus... stimuli) {
        return new ReferenceWorkflow(
                name, code, List.of(stimuli), status, outcome, List.of(), false, null);
    }

    ReferenceWorkflow undoing(String... inputs) {
        return new ReferenceWorkflow(
                name, code, stimuli, status, outcome, List.of(inputs), fragile, before);
    }

    ReferenceWorkflow failingWithALostAttempt() {
        return new ReferenceWorkflow(name, code, stimuli, status, outcome, undone, true, before);
    }

    ReferenceWorkflow changedFrom(Workflow<String, String> old) {
        return new ReferenceWorkflow(name, code, stimuli, status, outcome, undone, fragile, old);
    }

    /// Whether it moves hundreds of kilobytes.
    public boolean isLarge() {
        return name.startsWith("large");
    }

    @Override
    public String toString() {
        return name;
    }
}
