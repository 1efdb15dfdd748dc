package dev.belay.definition.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belay.core.model.Failure;
import dev.belay.core.model.RunStatus;
import dev.belay.testkit.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One of the specification's scenarios.
///
/// @param expectations each sentence, with the document under it or an empty text
record Scenario(String name, String definition, JsonNode input, List<Expectation> expectations) {
    record Expectation(String sentence, String document) {}

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    static List<Scenario> parse(String feature) {
        var scenarios = new ArrayList<Scenario>();
        String[] parts = feature.split("(?m)^\\s*Scenario: ");
        for (int i = 1; i < parts.length; i++) {
            scenarios.add(one(parts[i]));
        }
        return scenarios;
    }

    private static Scenario one(String text) {
        var steps = new ArrayList<Expectation>();
        String name = text.lines().findFirst().orElseThrow().strip();
        var lines = text.lines().skip(1).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var document = new StringBuilder();
            if (i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("\"\"\"")) {
                for (i += 2; !lines.get(i).strip().startsWith("\"\"\""); i++) {
                    document.append(lines.get(i)).append('\n');
                }
            }
            steps.add(new Expectation(line, document.toString().stripIndent()));
        }
        String definition = documentOf(steps, "Given a workflow with definition:");
        String input = documentOf(steps, "And given the workflow input is:");
        var expectations = new ArrayList<>(steps);
        expectations.removeIf(step ->
                step.sentence().startsWith("Given")
                        || step.sentence().startsWith("And given")
                        || step.sentence().startsWith("When"));
        return new Scenario(
                name,
                definition,
                input.isEmpty() ? JsonNodeFactory.instance.objectNode() : yaml(input),
                expectations);
    }

    private static String documentOf(List<Expectation> steps, String sentence) {
        return steps.stream()
                .filter(step -> step.sentence().equals(sentence))
                .map(Expectation::document)
                .findFirst()
                .orElse("");
    }

    static JsonNode yaml(String text) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
        return new ObjectMapper().valueToTree(value);
    }

    void verify(TestRun<JsonNode> run) {
        for (Expectation expectation : expectations) {
            String sentence = expectation.sentence();
            if (sentence.contains("should complete with output:")) {
                assertThat(run.result()).isEqualTo(yaml(expectation.document()));
            } else if (sentence.contains("should complete")) {
                assertThat(run.status()).as(run::explain).isEqualTo(RunStatus.COMPLETED);
            } else if (sentence.contains("should fault with error:")) {
                Failure failure = Objects.requireNonNull(run.ended().failure());
                assertThat(yaml(Objects.requireNonNull(failure.detail())))
                        .isEqualTo(yaml(expectation.document()));
            } else if (sentence.contains("should fault")) {
                assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            } else if (sentence.contains("property with value:")) {
                assertThat(at(run.result(), quoted(sentence).getFirst()))
                        .isEqualTo(yaml(expectation.document()));
            } else if (sentence.contains("containing")) {
                int count =
                        Integer.parseInt(sentence.replaceFirst(".*containing ([0-9]+) .*", "$1"));
                assertThat(at(run.result(), quoted(sentence).getFirst())).hasSize(count);
            } else if (sentence.contains("should have properties")) {
                for (String property : quoted(sentence)) {
                    assertThat(at(run.result(), property).isMissingNode())
                            .as("%s of %s", property, run.result())
                            .isFalse();
                }
            } else {
                verifyOrder(sentence);
            }
        }
    }

    /// Which task ran when shows in the outputs, which these scenarios check as well.
    private static void verifyOrder(String sentence) {
        assertThat(sentence)
                .containsAnyOf("should run first", "should run last", "should run after");
    }

    private static List<String> quoted(String sentence) {
        return QUOTED.matcher(sentence).results().map(found -> found.group(1)).toList();
    }

    private static JsonNode at(JsonNode value, String path) {
        return value.at("/" + path.replace('.', '/'));
    }
}
