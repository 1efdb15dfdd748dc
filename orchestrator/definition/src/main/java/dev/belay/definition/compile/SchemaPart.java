package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.definition.text.SourceNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schemas of inputs, outputs and exports: loaded, and proven to be schemas.
final class SchemaPart {
    private final Documents documents;
    private final Problems problems;
    private final JsonSchemas schemas = new JsonSchemas();

    SchemaPart(Documents documents, Problems problems) {
        this.documents = documents;
        this.problems = problems;
    }

    @Nullable JsonNode schema(SourceNode transform) {
        Optional<SourceNode> found = transform.get("schema");
        if (found.isEmpty()) {
            return null;
        }
        SourceNode schema = found.get();
        String format = schema.text("format").orElse("json");
        if (!format.equals("json") && !format.startsWith("json:")) {
            problems.at(
                    schema.get("format").orElse(schema),
                    ProblemCode.INVALID_SCHEMA,
                    "schema format '%s' is not supported".formatted(format),
                    "write a JSON schema and leave 'format' out");
            return null;
        }
        JsonNode document =
                schema.get("document")
                        .map(SourceNode::value)
                        .or(() ->
                                schema.find("resource", "endpoint")
                                        .flatMap(documents::at)
                                        .map(source -> source.value()))
                        .orElse(null);
        if (document != null) {
            check(schema, document);
        }
        return document;
    }

    private void check(SourceNode schema, JsonNode document) {
        schemas.problem(document)
                .ifPresent(why ->
                        problems.at(
                                schema.get("document").orElse(schema),
                                ProblemCode.INVALID_SCHEMA,
                                "this is no usable JSON schema: " + why,
                                "write a JSON schema (draft 2020-12) whose references lead to itself"));
    }
}
