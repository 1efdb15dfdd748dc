package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.definition.problem.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: every mistake is reported with its code, its place and what to write, and nothing else is.
class BadDefinitionsTest {
    private static final FlowCompiler COMPILER = new FlowCompiler(TestOptions.options());

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.belay.definition.compile.BadDefinitions#all")
    void mistakes_are_reported_where_they_are_and_nothing_else(BadDefinitions.Case bad) {
        var errors =
                COMPILER.check(bad.text()).stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .toList();

        assertThat(errors).as(errors::toString).hasSameSizeAs(bad.expected());
        for (int i = 0; i < errors.size(); i++) {
            var expected = bad.expected().get(i);
            assertThat(errors.get(i).toString())
                    .startsWith(expected.place() + " " + expected.code() + " ")
                    .contains(expected.fragment());
        }
    }

    @Test
    void the_table_is_long() {
        assertThat(BadDefinitions.all()).hasSizeGreaterThanOrEqualTo(60);
    }
}
