package dev.belay.definition.compile;

import dev.belay.definition.document.DocumentException;
import dev.belay.definition.document.DocumentLoader;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.Expressions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// A compiler's surroundings in tests: an expression language that knows brackets, quotes and
/// variables, a few documents, and a small catalog.
public final class TestOptions {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern BOUND = Pattern.compile("as \\$([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

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
        return CompilerOptions.of(expressions())
                .withDocuments(LOADER)
                .withActions(call ->
                        Optional.ofNullable(ACTIONS.get(call.function() + ":" + call.version())))
                .withVersions((_, name, version) ->
                        name.equals("child") && version.equals("2.0.0")
                                ? OptionalInt.of(2)
                                : OptionalInt.empty());
    }

    static Expressions expressions() {
        return TestOptions::compile;
    }

    private static Expression compile(String jq, Set<String> variables) {
        String code = TEXT.matcher(jq).replaceAll("t");
        if (code.isBlank()) {
            throw syntax("it is empty");
        }
        int open = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (open < 0 || c == '"') {
                throw syntax("unexpected " + c);
            }
        }
        if (open != 0) {
            throw syntax("unexpected end");
        }
        var bound = BOUND.matcher(code).results().map(found -> found.group(1)).toList();
        var matcher = VARIABLE.matcher(code);
        while (matcher.find()) {
            if (!variables.contains(matcher.group(1)) && !bound.contains(matcher.group(1))) {
                throw syntax("$%s is not defined".formatted(matcher.group(1)));
            }
        }
        return (input, _, _) -> input;
    }

    private static ExpressionException syntax(String message) {
        return new ExpressionException(ExpressionException.Kind.SYNTAX, message);
    }
}
