package dev.belay.definition.compile;

import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.text.SourceNode;
import dev.belay.flow.plan.Step.Loop;
import dev.belay.flow.plan.Step.OnItemError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Belay's settings of a loop whose iterations do not depend on each other.
final class LoopPart {
    static final int CONCURRENCY_MAX = 10_000;
    static final int BATCH_MAX = 10_000;
    private static final List<String> SETTINGS =
            List.of("concurrency", "batchSize", "onItemError", "key");

    private final Compilation compilation;
    private final Metadata metadata;

    LoopPart(Compilation compilation) {
        this.compilation = compilation;
        this.metadata = new Metadata(compilation.problems);
    }

    @Nullable Loop of(SourceNode body, Variables inside) {
        Optional<SourceNode> found =
                compilation.activities.settings(body).flatMap(settings -> settings.get("loop"));
        if (found.isEmpty()) {
            return null;
        }
        SourceNode loop = found.get();
        metadata.requireKnown(loop, SETTINGS);
        body.get("while")
                .ifPresent(condition ->
                        compilation.problems.atKey(
                                condition,
                                ProblemCode.INVALID_METADATA,
                                "'while' looks at one iteration after the other, which a loop with settings does not do",
                                "remove 'while', or metadata's 'loop'"));
        return new Loop(
                metadata.number(loop, "concurrency", 1, CONCURRENCY_MAX).orElse(1),
                metadata.number(loop, "batchSize", 1, BATCH_MAX).orElse(0),
                metadata.choice(loop, "onItemError", OnItemError.class).orElse(OnItemError.STOP),
                compilation.expressions.expression(loop, "key", inside));
    }
}
