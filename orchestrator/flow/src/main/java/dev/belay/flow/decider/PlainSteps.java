package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Then;
import java.util.Map;

/// The kinds that are done at once, and `wait`.
final class PlainSteps {
    private final Machine machine;

    PlainSteps(Machine machine) {
        this.machine = machine;
    }

    void enter(Frame frame, Step.Set set) {
        machine.complete(frame, machine.evaluation.filled(set.value(), frame.input(), frame));
    }

    void enter(Frame frame, Step.Raise raise) {
        JsonNode error = machine.evaluation.filled(raise.error(), frame.input(), frame);
        if (!(error instanceof ObjectNode body)) {
            throw new ProblemException(
                    Problem.of(
                            Problem.EXPRESSION,
                            400,
                            "Not an error",
                            "what is to be raised is no object with a type and a status"));
        }
        machine.fail(frame, new Problem(body));
    }

    void enter(Frame frame, Step.Switch cases) {
        Then then = machine.plan.task(frame.task).then();
        Then matched = null;
        for (Step.Case one : cases.cases()) {
            if (one.when() == null) {
                matched = matched == null ? one.then() : matched;
            } else if (machine.evaluation.holds(one.when(), frame.input(), frame, Map.of())) {
                matched = one.then();
                break;
            }
        }
        machine.complete(frame, frame.input(), matched == null ? then : matched);
    }

    void enter(Frame frame, Step.Wait wait) {
        machine.startTimer(
                machine.duration(wait.duration(), frame, Map.of()),
                machine.plan.task(frame.task).pointer(),
                frame,
                0,
                Wait.What.TIMER);
    }
}
