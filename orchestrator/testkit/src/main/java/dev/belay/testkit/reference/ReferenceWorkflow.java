package dev.belay.testkit.reference;

import dev.belay.core.model.RunStatus;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.plan.Plan;
import dev.belay.testkit.TestEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A workflow, what somebody outside does to its run, and how the run ends where nobody interferes
/// with it otherwise.
///
/// @param name a plain name, of which the workflow's own is made
/// @param outcome the result; of a run that failed, its failure's type
/// @param undone what is compensated, in this order
/// @param fragile whether one attempt that is lost with its host fails the run
/// @param before what an older build has in its place, where it differs; both end the same
public record ReferenceWorkflow(
        String name,
        Definition definition,
        List<Stimulus> stimuli,
        RunStatus status,
        String outcome,
        List<String> undone,
        boolean fragile,
        @Nullable Definition before) {
    /// What decides for a run.
    public sealed interface Definition {}

    public record Code(Workflow<String, String> workflow) implements Definition {}

    public record Flow(Plan plan) implements Definition {}

    static ReferenceWorkflow completes(
            String name, String result, Workflow<String, String> code, Stimulus... stimuli) {
        return of(name, RunStatus.COMPLETED, result, new Code(code), stimuli);
    }

    static ReferenceWorkflow ends(
            String name,
            RunStatus status,
            String outcome,
            Workflow<String, String> code,
            Stimulus... stimuli) {
        return of(name, status, outcome, new Code(code), stimuli);
    }

    static ReferenceWorkflow of(
            String name,
            RunStatus status,
            String outcome,
            Definition definition,
            Stimulus... stimuli) {
        return new ReferenceWorkflow(
                name, definition, List.of(stimuli), status, outcome, List.of(), false, null);
    }

    ReferenceWorkflow undoing(String... inputs) {
        return new ReferenceWorkflow(
                name, definition, stimuli, status, outcome, List.of(inputs), fragile, before);
    }

    ReferenceWorkflow failingWithALostAttempt() {
        return new ReferenceWorkflow(
                name, definition, stimuli, status, outcome, undone, true, before);
    }

    ReferenceWorkflow changedFrom(Workflow<String, String> old) {
        return new ReferenceWorkflow(
                name, definition, stimuli, status, outcome, undone, fragile, new Code(old));
    }

    /// What the engine calls it.
    public String workflow() {
        return workflow(name);
    }

    static String workflow(String name) {
        return name + ".main";
    }

    /// What starts it, and for [Code] is it.
    public WorkflowType<String, String> type() {
        return type(definition);
    }

    /// The one of an older build.
    public WorkflowType<String, String> typeBefore() {
        return type(before == null ? definition : before);
    }

    private WorkflowType<String, String> type(Definition of) {
        Workflow<String, String> code =
                switch (of) {
                    case Code(var workflow) -> workflow;
                    case Flow _ ->
                            (_, _) -> {
                                throw new UnsupportedOperationException(name + " is a flow");
                            };
                };
        return ReferenceWorkflows.type(workflow(), code);
    }

    public boolean isFlow() {
        return definition instanceof Flow;
    }

    /// Lets an environment run it, and what it starts as children.
    public void addTo(TestEnvironment.Builder environment) {
        if (!isFlow()) {
            environment.workflow(type());
        }
        environment.deciders(ReferenceWorkflows::flows);
        ReferenceWorkflows.children().forEach(environment::workflow);
    }

    /// Whether its runs start children under one workflow id. A start that was refused for it may
    /// begin later, which is not promised against, and the judge of simulated systems does not
    /// know.
    public boolean sharesWorkflowIds() {
        return name.equals("flow-slot");
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
