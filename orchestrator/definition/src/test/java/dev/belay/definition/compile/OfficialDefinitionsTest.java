package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.problem.Severity;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: what the specification shows can be published here, but for what the reference refuses.
class OfficialDefinitionsTest {
    private static final FlowCompiler COMPILER =
            new FlowCompiler(
                    TestOptions.options()
                            .withActions(_ -> Optional.of(new ActionCatalog.Action("any", false)))
                            .withRuns(Set.of(RunKind.values())));

    /// Protocols and documents that are refused for reasons that the reference gives.
    private static final Set<String> REFUSED = Set.of("FLOW-702", "FLOW-711", "FLOW-411");

    @Test
    void official_definitions_compile() {
        var refused = new ArrayList<String>();
        OfficialDefinitions.all()
                .forEach((name, text) ->
                        COMPILER.check(text).stream()
                                .filter(problem -> problem.severity() == Severity.ERROR)
                                .filter(problem -> !REFUSED.contains(problem.code().code()))
                                .forEach(problem -> refused.add(name + ": " + problem)));

        assertThat(refused).isEmpty();
    }
}
