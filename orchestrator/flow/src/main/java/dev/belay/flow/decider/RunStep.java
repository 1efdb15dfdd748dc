package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.RunId;
import dev.belay.core.model.WorkflowId;
import dev.belay.flow.plan.Step;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Child runs.
final class RunStep {
    private final Machine machine;

    RunStep(Machine machine) {
        this.machine = machine;
    }

    void enter(Frame frame, Step.RunWorkflow run) {
        JsonNode input =
                run.input() == null
                        ? frame.input()
                        : machine.evaluation.filled(run.input(), frame.input(), frame);
        String id =
                run.workflowId() == null
                        ? null
                        : machine.evaluation
                                .filled(run.workflowId(), frame.input(), frame)
                                .asText();
        int command =
                start(
                        machine,
                        run.workflow(),
                        input,
                        id,
                        run.awaitIt() ? ParentClosePolicy.TERMINATE : ParentClosePolicy.ABANDON,
                        request -> request.withVersion(run.version()));
        if (run.awaitIt()) {
            machine.state.waits.put(command, new Wait(frame.id, 0, Wait.What.CHILD));
        } else {
            machine.complete(frame, frame.input());
        }
    }

    /// @param id null makes one from the child's run id
    static int start(
            Machine machine,
            String workflow,
            JsonNode input,
            @Nullable String id,
            ParentClosePolicy onClose,
            UnaryOperator<StartRequest> change) {
        WorkflowId chosen = id == null ? null : workflowId(id);
        return machine.commands.issue(
                Command.StartChild.class,
                workflow,
                command -> {
                    RunId child = childId(machine, command);
                    var request =
                            StartRequest.of(
                                    chosen == null
                                            ? new WorkflowId("child-" + child.value())
                                            : chosen,
                                    workflow,
                                    machine.request.lane(),
                                    machine.values.write("input of child " + workflow, input));
                    return new Command.StartChild(child, change.apply(request), onClose);
                });
    }

    private static WorkflowId workflowId(String id) {
        try {
            return new WorkflowId(id);
        } catch (BelayException e) {
            throw new ProblemException(
                    Problem.of(Problem.CONFIGURATION, 400, "Not a workflow id", e.getMessage()));
        }
    }

    static RunId childId(Machine machine, int command) {
        return Seeds.runId(machine.evaluation.now(), machine.run + "/child/" + command);
    }

    void closed(Frame frame, Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed(var result) ->
                    machine.complete(frame, machine.values.read(result));
            case Outcome.Failed(var failure) -> machine.fail(frame, Failures.problem(failure));
        }
    }
}
