package dev.belay.definition.compile;

import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceNode;
import java.util.List;
import java.util.Optional;

/// The reusable components under `use`, found by name.
final class Components {
    private final SourceNode root;
    private final Problems problems;

    Components(SourceNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /// The component that the text at `reference` names; nothing, and a problem, if there is none.
    Optional<SourceNode> named(SourceNode reference, String section, ProblemCode unknown) {
        Optional<SourceNode> found = root.find("use", section, reference.text());
        if (found.isEmpty()) {
            problems.at(
                    reference,
                    unknown,
                    "'use.%s' has no '%s'".formatted(section, reference.text()),
                    DidYouMean.among(reference.text(), names(section)));
        }
        return found;
    }

    /// The component that a text names, or the value itself where it is written in place.
    Optional<SourceNode> resolve(SourceNode node, String section, ProblemCode unknown) {
        return node.isText() ? named(node, section, unknown) : Optional.of(node);
    }

    List<String> names(String section) {
        return root.find("use", section).stream()
                .flatMap(components -> components.fields().stream())
                .map(SourceNode::key)
                .toList();
    }
}
