package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.flow.plan.Step;
import java.util.HashMap;
import java.util.Map;

/// Branches that run beside each other.
final class ForkStep {
    private final Machine machine;

    ForkStep(Machine machine) {
        this.machine = machine;
    }

    void enter(Frame frame, Step.Fork fork) {
        if (fork.branches().isEmpty()) {
            machine.complete(frame, JsonNodeFactory.instance.arrayNode());
            return;
        }
        frame.doing = new Doing.Forking(new HashMap<>(), 0);
        // Entered in the order of the branches: the last one put on the stack is the first.
        for (int slot = fork.branches().size() - 1; slot >= 0; slot--) {
            machine.start(frame, slot, fork.branches().get(slot), frame.input(), Map.of());
        }
    }

    void branchDone(Frame frame, Step.Fork fork, int slot, JsonNode output) {
        if (fork.compete()) {
            machine.cancelWithin(frame, "another branch was faster");
            machine.complete(frame, output);
            return;
        }
        Map<Integer, JsonNode> outputs = frame.doing(Doing.Forking.class).outputs();
        outputs.put(slot, output);
        if (outputs.size() == fork.branches().size()) {
            var all = JsonNodeFactory.instance.arrayNode(outputs.size());
            for (int branch = 0; branch < fork.branches().size(); branch++) {
                all.add(outputs.get(branch));
            }
            machine.complete(frame, all);
        }
    }

    /// Of competing branches, the others may still win.
    void branchFailed(Frame frame, Step.Fork fork, Problem problem) {
        Doing.Forking forking = frame.doing(Doing.Forking.class).failedOnce();
        frame.doing = forking;
        if (!fork.compete() || forking.failed() == fork.branches().size()) {
            machine.fail(frame, problem);
        }
    }
}
