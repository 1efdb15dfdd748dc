package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.flow.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// JSON Schema (draft 2020-12 unless a schema says otherwise) for the data of flows. Nothing is
/// ever fetched, and neither a schema nor a check may grow without bound.
public final class JsonSchemas implements Schemas {
    /// Values of a schema document.
    public static final int NODES_MAX = 5_000;

    /// Characters of one regular expression.
    public static final int PATTERN_CHARS_MAX = 1_000;

    /// Violations that one check lists.
    public static final int VIOLATIONS_MAX = 20;

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaLoader(loader -> loader.block(_ -> true))
                                    .schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .regularExpressionFactory(JsonSchemas::pattern)
                                                    .build()));

    private static final Schema META =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    @Override
    public Check compile(JsonNode document) {
        Optional<String> problem = problem(document);
        if (problem.isPresent()) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST, "this is no usable JSON schema: " + problem.get());
        }
        Schema schema = schema(document);
        return value -> violations(schema, value);
    }

    /// Why a document cannot be used as a schema, if it cannot.
    public Optional<String> problem(JsonNode document) {
        if (!document.isObject() && !document.isBoolean()) {
            return Optional.of("it is no object");
        }
        Optional<String> tooLarge = SchemaBounds.problem(document);
        if (tooLarge.isPresent()) {
            return tooLarge;
        }
        List<Error> wrong = META.validate(document);
        if (!wrong.isEmpty()) {
            return Optional.of(sentence(wrong.getFirst()));
        }
        try {
            schema(document).initializeValidators();
            return Optional.empty();
        } catch (SchemaException | IllegalArgumentException unusable) {
            return Optional.of(
                    String.valueOf(unusable.getMessage()).lines().findFirst().orElse("unknown"));
        }
    }

    private static Schema schema(JsonNode document) {
        return REGISTRY.getSchema(document);
    }

    /// Patterns in time that grows with the text and no faster, whoever wrote them.
    private static RegularExpression pattern(String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException unreadable) {
            throw new IllegalArgumentException(
                    "pattern '%s' is not supported: %s"
                            .formatted(regex, unreadable.getDescription()),
                    unreadable);
        }
    }

    private static List<String> violations(Schema schema, JsonNode value) {
        var violations = new ArrayList<String>();
        for (Error error : schema.validate(value)) {
            if (violations.size() == VIOLATIONS_MAX) {
                break;
            }
            violations.add(sentence(error));
        }
        return List.copyOf(violations);
    }

    /// Where and which rule, in words of our own: the library's messages can quote the value.
    private static String sentence(Error error) {
        String at = error.getInstanceLocation().toString();
        String where = at.isEmpty() ? "/" : at;
        String property = error.getProperty();
        return switch (String.valueOf(error.getKeyword())) {
            case "required" -> "%s has no '%s'".formatted(where, property);
            case "type" -> "%s is not of type %s".formatted(where, error.getSchemaNode());
            case "additionalProperties", "unevaluatedProperties" ->
                    "%s has a property that the schema does not know: '%s'"
                            .formatted(where, property);
            default ->
                    "%s breaks the rule %s%s"
                            .formatted(
                                    where,
                                    error.getKeyword(),
                                    error.getSchemaNode() != null
                                                    && error.getSchemaNode().isValueNode()
                                            ? " " + error.getSchemaNode()
                                            : "");
        };
    }
}
