package dev.belay.definition.compile;

import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Then;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// `then`: where a flow goes on.
final class DirectivePart {
    private final Problems problems;

    DirectivePart(Problems problems) {
        this.problems = problems;
    }

    Then then(SourceNode body, Map<String, Integer> names) {
        return body.get("then")
                .filter(SourceNode::isText)
                .map(node -> directive(node, names))
                .orElse(Then.CONTINUE);
    }

    Then directive(SourceNode node, Map<String, Integer> names) {
        String target = node.text();
        Integer task = names.get(target);
        return switch (target) {
            case "continue" -> Then.CONTINUE;
            case "exit" -> new Then.Exit();
            case "end" -> new Then.End();
            default -> {
                if (task == null) {
                    unknown(node, names);
                    yield Then.CONTINUE;
                }
                yield new Then.Goto(task);
            }
        };
    }

    private void unknown(SourceNode node, Map<String, Integer> names) {
        Optional<SourceNode> elsewhere = BlockRules.elsewhere(node, node.text());
        var known = new ArrayList<>(names.keySet());
        known.addAll(BlockRules.DIRECTIVES);
        problems.at(
                node,
                ProblemCode.UNKNOWN_TASK,
                elsewhere
                        .map(task ->
                                "'then' leads only within its own list, and task '%s' is in another, at %s"
                                        .formatted(node.text(), task.keyPosition()))
                        .orElseGet(() -> "this list has no task '%s'".formatted(node.text())),
                DidYouMean.among(node.text(), known));
    }
}
