package dev.belay.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.local.conformance.Conformance.Keeping;
import dev.belay.local.conformance.Conformance.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConformanceTest {
    private static final Path FEATURES = Path.of("src", "test", "resources", "conformance");

    @TempDir Path directory = Path.of("");

    private static List<Outcome> run(Path features, Keeping keeping) {
        var outcomes = new ArrayList<Outcome>();
        Conformance.run(features, keeping, outcomes::add);
        return outcomes;
    }

    @ParameterizedTest
    @EnumSource
    void our_own_scenarios_pass_however_runs_are_kept(Keeping keeping) {
        assertThat(run(FEATURES, keeping))
                .hasSizeGreaterThan(15)
                .allSatisfy(outcome -> assertThat(outcome.why()).isEmpty());
    }

    private Outcome outcomeOf(String expectation) throws IOException {
        Files.writeString(
                directory.resolve("one.feature"),
                """
                Feature: One
                  Scenario: Two colours
                    Given a workflow with definition:
                    \"""yaml
                    document: { dsl: '1.0.3', namespace: kit, name: one, version: '1.0.0' }
                    do:
                      - red: { set: { colour: red } }
                      - blue: { set: { colour: blue } }
                    \"""
                    When the workflow is executed
                    Then %s
                """
                        .formatted(expectation));
        return run(directory, Keeping.WARM).getFirst();
    }

    @Test
    void a_scenario_that_expects_something_else_fails_and_says_why() throws IOException {
        Outcome outcome =
                outcomeOf(
                        "the workflow output should have a 'colour' property with value:\n\"\"\"yaml\nred\n\"\"\"");

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.why()).contains("\"blue\"").contains("\"red\"");
    }

    @Test
    void an_order_in_which_tasks_did_not_run_fails() throws IOException {
        assertThat(outcomeOf("red should run first").passed()).isTrue();
        assertThat(outcomeOf("blue should run first").passed()).isFalse();
        assertThat(outcomeOf("red should run after blue").passed()).isFalse();
        assertThat(outcomeOf("green should run last").passed()).isFalse();
    }

    @Test
    void a_sentence_that_means_nothing_fails() throws IOException {
        assertThat(outcomeOf("the workflow should sing").why()).contains("means nothing");
    }
}
