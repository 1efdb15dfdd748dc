package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: what the reference shows can be published.
class DocumentationTest {
    private static final Path PAGE = Path.of("../../docs/reference/flow-definition.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private static final FlowCompiler COMPILER = new FlowCompiler(TestOptions.options());

    @Test
    void every_example_of_the_reference_compiles_without_a_warning() throws IOException {
        var problems = new ArrayList<String>();
        for (String example : examples()) {
            for (Problem problem : COMPILER.check(example)) {
                problems.add(example.lines().skip(1).limit(4).toList() + ": " + problem);
            }
        }

        assertThat(examples()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(problems).isEmpty();
    }

    @Test
    void every_code_is_in_the_table_of_bad_definitions_or_tested_elsewhere() {
        var covered = new ArrayList<String>();
        BadDefinitions.all()
                .forEach(bad -> bad.expected().forEach(expected -> covered.add(expected.code())));
        // The reader's limits, the compiler's, and what only two versions can show.
        covered.addAll(
                List.of("FLOW-101", "FLOW-103", "FLOW-104", "FLOW-305", "FLOW-306", "FLOW-801"));

        for (ProblemCode code : ProblemCode.values()) {
            assertThat(covered).contains(code.code());
        }
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .map(text ->
                        text.startsWith("document:") ? text : BadDefinitions.HEADER + "\n" + text)
                .toList();
    }
}
