package dev.belay.definition.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.definition.running.FlowHost.Memory;
import dev.belay.jq.JqExpressions;
import dev.belay.testkit.Effects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The specification's own scenarios, from a checkout of it:
/// `-Dspecification.definitions=<directory>` with its `.feature` files.
class OfficialScenariosTest {
    private static final String PETS =
            """
            swagger: '2.0'
            host: petstore.swagger.io
            basePath: /v2
            schemes: [ https ]
            paths:
              /pet/findByStatus:
                get:
                  operationId: findPetsByStatus
                  parameters: [ { name: status, in: query, required: true, type: array } ]
              /pet/{petId}:
                get:
                  operationId: getPetById
                  parameters: [ { name: petId, in: path, required: true, type: integer } ]
            """;

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        String directory = System.getProperty("specification.definitions", "");
        assumeFalse(directory.isEmpty());
        var tests = new ArrayList<DynamicTest>();
        for (Path file : features(Path.of(directory))) {
            for (Scenario scenario : Scenario.parse(Files.readString(file))) {
                for (Memory memory : Memory.values()) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    scenario.name() + ", " + memory, () -> run(scenario, memory)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static List<Path> features(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".feature")).sorted().toList();
        }
    }

    private static void run(Scenario scenario, Memory memory) {
        DocumentLoader documents = _ -> PETS;
        var options = CompilerOptions.of(new JqExpressions()).withDocuments(documents);
        var host = new FlowHost(options, memory, Effects.RELIABLE).publish(scenario.definition());

        scenario.verify(host.run(scenario.input()));
    }
}
