package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: what the template points to is there.
class TemplateFilesTest {
    @Test
    void every_function_is_built_by_a_makefile_in_its_directory() throws IOException {
        var resources = Template.read(Sam.FILE, Map.of()).all(Types.SAM_FUNCTION);
        assertThat(resources).isNotEmpty();

        for (var function : resources.entrySet()) {
            JsonNode resource = function.getValue();
            assertThat(resource.at("/Metadata/BuildMethod").asText())
                    .as(function.getKey())
                    .isEqualTo("makefile");
            Path module = Sam.ROOT.resolve(resource.at("/Properties/CodeUri").asText());
            assertThat(Files.readString(module.resolve("Makefile")))
                    .contains(
                            "MODULE := " + resource.at("/Properties/CodeUri").asText() + "\n",
                            "infra/sam/function.mk");
            assertThat(module.resolve("pom.xml")).isRegularFile();
        }
        assertThat(Files.readString(Sam.ROOT.resolve("infra/sam/function.mk")))
                .contains("build-%:");
    }

    @Test
    void every_alarm_has_a_runbook() throws IOException {
        var headings = new TreeSet<String>();
        Files.readAllLines(Sam.ROOT.resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(TemplateFilesTest::anchor)
                .forEach(headings::add);

        Sam.stack()
                .alarms()
                .values()
                .forEach(alarm -> {
                    assertThat(alarm.description()).as(alarm.name()).contains("operations.md#");
                    String anchor =
                            alarm.description().substring(alarm.description().indexOf('#') + 1);
                    assertThat(headings).as(alarm.name()).contains(anchor);
                });
    }

    @Test
    void the_emulated_account_gets_the_same_template() throws Exception {
        Path directory = Sam.ROOT.resolve("infra/localstack");
        Path script = directory.resolve("deploy.sh");
        String text = Files.readString(script);

        for (var function : Template.read(Sam.FILE, Map.of()).all(Types.SAM_FUNCTION).values()) {
            String code = function.at("/Properties/CodeUri").asText();
            assertThat(text).contains("CodeUri: " + code + "|CodeUri: $root/" + code + "/target");
        }
        assertThat(Files.readString(Sam.FILE))
                .contains("\n    Metadata: {BuildMethod: makefile}\n");
        assertThat(text).contains("/^    Metadata: {BuildMethod: makefile}$/d");
        assertThat(new ProcessBuilder("sh", "-n", script.toString()).start().waitFor()).isZero();
        JsonNode compose =
                new ObjectMapper(new YAMLFactory())
                        .readTree(directory.resolve("compose.yaml").toFile());
        assertThat(compose.at("/services/deploy/command").toString()).contains("deploy.sh");
        assertThat(compose.at("/services/deploy/depends_on/localstack/condition").asText())
                .isEqualTo("service_healthy");
    }

    @Test
    void every_parameter_is_described() throws IOException {
        String reference = Files.readString(Sam.ROOT.resolve("docs/reference/deployment.md"));

        assertThat(
                        Sam.content().path("Parameters").properties().stream()
                                .map(parameter -> "`%s`".formatted(parameter.getKey()))
                                .collect(Collectors.toList()))
                .allSatisfy(parameter -> assertThat(reference).contains(parameter));
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
