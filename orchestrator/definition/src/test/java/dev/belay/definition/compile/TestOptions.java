package dev.belay.definition.compile;

import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.jq.JqExpressions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A compiler's surroundings in tests: a few documents and a small catalog.
public final class TestOptions {
    private TestOptions() {}

    static final String PETS =
            """
            openapi: 3.0.0
            servers: [ { url: https://pets.example.com/v1 } ]
            paths:
              /pets/{petId}:
                parameters:
                  - { name: petId, in: path, required: true }
                get:
                  operationId: getPet
                  parameters:
                    - { name: verbose, in: query }
                    - $ref: '#/components/parameters/Trace'
                put:
                  operationId: putPet
                  requestBody: { content: { application/json: {} } }
              /upload:
                post:
                  operationId: upload
                  requestBody: { content: { multipart/form-data: {} } }
            components:
              parameters:
                Trace: { name: X-Trace, in: header }
            """;

    private static final String SWAGGER =
            """
            swagger: '2.0'
            host: petstore.swagger.io
            basePath: /v2
            schemes: [ https, http ]
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

    private static final String GREET =
            """
            input:
              schema:
                document: { type: object, required: [ name ] }
            set:
              greeting: ${ "Hello \\(.name)" }
            """;

    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "https://pets.example.com/openapi.yaml",
                    PETS,
                    "https://petstore.swagger.io/v2/swagger.json",
                    SWAGGER,
                    "https://catalog.example.com/functions/greet/1.0.0/function.yaml",
                    GREET,
                    "https://catalog.example.com/functions/broken/1.0.0/function.yaml",
                    "sett: 1",
                    "https://schemas.example.com/order.json",
                    "{\"type\": \"object\"}",
                    "https://schemas.example.com/broken.json",
                    "{\"type\": [\"objekt\"]}");

    static final DocumentLoader LOADER =
            uri -> {
                String text = DOCUMENTS.get(uri.toString());
                if (text == null) {
                    throw new DocumentException("nothing is at " + uri);
                }
                return text;
            };

    private static final Map<String, ActionCatalog.Action> ACTIONS =
            Map.of(
                    "slack.chat.postMessage:1.0.0", new ActionCatalog.Action("connectors", true),
                    "log:0.5.2", new ActionCatalog.Action("log", false));

    /// Everything a definition may need.
    public static CompilerOptions options() {
        return CompilerOptions.of(new JqExpressions())
                .withDocuments(LOADER)
                .withActions(call ->
                        Optional.ofNullable(ACTIONS.get(call.function() + ":" + call.version())))
                .withVersions((_, name, version) ->
                        name.equals("child") && version.equals("2.0.0")
                                ? OptionalInt.of(2)
                                : OptionalInt.empty());
    }
}
