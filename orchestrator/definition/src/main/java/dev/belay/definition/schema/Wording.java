package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.Pointer;
import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says what a schema objects to in words an author can act on.
final class Wording {
    private static final String NAME =
            "write 1 to 63 letters, digits and '-', beginning and ending with a letter or digit";
    private static final String SEMVER = "write a semantic version in quotes, such as '1.0.0'";

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "/$defs/duration",
                            ProblemCode.INVALID_DURATION,
                            "is no duration",
                            "write ISO 8601 such as PT30S, an object such as { seconds: 30 }, or an expression ${ … }"),
                    new Rule(
                            "/$defs/endpoint",
                            ProblemCode.INVALID_URI,
                            "is no endpoint",
                            "write a URI or URI template such as https://example.com/{id}, an expression ${ … }, or an object with 'uri'"),
                    new Rule(
                            "/$defs/uriTemplate",
                            ProblemCode.INVALID_URI,
                            "is no URI",
                            "write a URI or URI template with its scheme, such as https://example.com/{id}"),
                    new Rule(
                            "/$defs/error/properties/type",
                            ProblemCode.INVALID_URI,
                            "is no error type",
                            "write a URI such as https://example.com/errors/not-found, or an expression ${ … }"),
                    new Rule(
                            "/$defs/eventProperties/properties/source",
                            ProblemCode.INVALID_URI,
                            "is no event source",
                            "write a URI such as https://example.com, or an expression ${ … }"),
                    new Rule(
                            "/$defs/eventConsumptionStrategy",
                            ProblemCode.INVALID_VALUE,
                            "does not say which events",
                            "write exactly one of one, any and all"),
                    new Rule(
                            "/$defs/referenceableAuthenticationPolicy",
                            ProblemCode.INVALID_VALUE,
                            "is no authentication",
                            "write exactly one of use, basic, bearer, digest, oauth2 and oidc"),
                    new Rule(
                            "/$defs/authenticationPolicy",
                            ProblemCode.INVALID_VALUE,
                            "is no authentication",
                            "write exactly one of basic, bearer, digest, oauth2 and oidc"),
                    new Rule(
                            "/$defs/runTask",
                            ProblemCode.INVALID_VALUE,
                            "does not say what to run",
                            "write exactly one of container, script, shell and workflow"),
                    new Rule(
                            "/$defs/retryPolicy/properties/backoff",
                            ProblemCode.INVALID_RETRY,
                            "is no backoff",
                            "write exactly one of constant, linear and exponential"),
                    new Rule(
                            "/$defs/schema/oneOf",
                            ProblemCode.INVALID_SCHEMA,
                            "is no schema",
                            "write exactly one of document and resource"),
                    new Rule(
                            "/properties/retry/oneOf",
                            ProblemCode.INVALID_RETRY,
                            "is no retry policy",
                            "write an object, or the name of a policy of 'use.retries'"),
                    new Rule(
                            "/$defs/raiseTask",
                            ProblemCode.INVALID_VALUE,
                            "is no error",
                            "write an object with type and status, or the name of an error of 'use.errors'"),
                    new Rule(
                            "/timeout/oneOf",
                            ProblemCode.INVALID_DURATION,
                            "is no timeout",
                            "write { after: PT30S }, or the name of a timeout of 'use.timeouts'"),
                    new Rule(
                            "/$defs/setTask",
                            ProblemCode.WRONG_TYPE,
                            "sets nothing",
                            "write an object with at least one property, or an expression ${ … }"),
                    new Rule(
                            "/properties/document/properties/version",
                            ProblemCode.INVALID_VALUE,
                            "is no version",
                            SEMVER),
                    new Rule(
                            "/properties/document/properties/dsl",
                            ProblemCode.INVALID_VALUE,
                            "is no version of the DSL",
                            "write '1.0.3'"),
                    new Rule(
                            "/properties/document/properties/name",
                            ProblemCode.INVALID_NAME,
                            "is no valid name",
                            NAME),
                    new Rule(
                            "/properties/document/properties/namespace",
                            ProblemCode.INVALID_NAME,
                            "is no valid namespace",
                            NAME));

    private static final Map<String, String> TYPES =
            Map.of(
                    "string", "a text",
                    "integer", "a whole number",
                    "number", "a number",
                    "boolean", "true or false",
                    "object", "an object",
                    "array", "a list",
                    "null", "nothing");

    private final SpecificationSchema specification;

    Wording(SpecificationSchema specification) {
        this.specification = specification;
    }

    private record Rule(String place, ProblemCode code, String message, String fix) {}

    /// Reports a finding about a part of `checked`.
    void report(SourceNode checked, String label, SchemaErrors.Finding finding, Problems problems) {
        SourceNode node = at(checked, finding.at());
        String subject = subject(checked, label, finding.at());
        switch (finding.keyword()) {
            case "unevaluatedProperties", "additionalProperties" ->
                    unknown(node, subject, finding, problems);
            case "required" -> {
                String missing = String.valueOf(finding.error().getProperty());
                problems.atKey(
                        node,
                        ProblemCode.MISSING_PROPERTY,
                        "%s has no '%s'".formatted(subject, missing),
                        "add '%s'".formatted(missing));
            }
            case "type" -> type(node, subject, finding, problems);
            case "enum" ->
                    problems.at(
                            node,
                            ProblemCode.INVALID_VALUE,
                            "%s is '%s'".formatted(subject, shown(node.value())),
                            among(node.value(), finding.error().getSchemaNode()));
            default -> general(node, subject, finding, problems);
        }
    }

    private void unknown(
            SourceNode node, String subject, SchemaErrors.Finding finding, Problems problems) {
        String name = String.valueOf(finding.error().getProperty());
        String schema = finding.schema().substring(0, finding.schema().lastIndexOf('/'));
        var open = new ArrayList<String>();
        for (String property : specification.properties(schema)) {
            if (!node.value().has(property)) {
                open.add(property);
            }
        }
        SourceNode property = node.get(name).orElse(node);
        problems.atKey(
                property,
                ProblemCode.UNKNOWN_PROPERTY,
                "%s has unknown property '%s'".formatted(subject, name),
                open.isEmpty() ? "remove it" : DidYouMean.among(name, open));
    }

    private void type(
            SourceNode node, String subject, SchemaErrors.Finding finding, Problems problems) {
        JsonNode expected = finding.error().getSchemaNode();
        String type = expected == null ? "" : expected.asText();
        String wanted = TYPES.getOrDefault(type, type);
        boolean quote = type.equals("string") && node.value().isValueNode();
        problems.at(
                node,
                ProblemCode.WRONG_TYPE,
                "%s is %s, expected %s".formatted(subject, kind(node.value()), wanted),
                quote && !node.value().isNull() ? "put it in quotes" : "write " + wanted);
    }

    private void general(
            SourceNode node, String subject, SchemaErrors.Finding finding, Problems problems) {
        for (Rule rule : RULES) {
            if (finding.schema().contains(rule.place())) {
                problems.at(node, rule.code(), subject + " " + rule.message(), rule.fix());
                return;
            }
        }
        if (finding.keyword().equals("minProperties") || finding.keyword().equals("minItems")) {
            problems.at(
                    node,
                    ProblemCode.INVALID_VALUE,
                    subject + " is empty",
                    "write at least one entry, or leave it out");
            return;
        }
        boolean choice = finding.keyword().endsWith("Of");
        problems.at(
                node,
                ProblemCode.INVALID_VALUE,
                choice
                        ? "%s fits %s of its forms"
                                .formatted(subject, finding.fitting() == 0 ? "none" : "several")
                        : "%s %s".formatted(subject, finding.error().getMessage()),
                choice ? "keep to one form of it" : "write a value that the schema allows");
    }

    private static String among(JsonNode value, JsonNode allowed) {
        var names = new ArrayList<String>();
        allowed.forEach(name -> names.add(name.asText()));
        return DidYouMean.among(value.asText(), names);
    }

    /// The part of `checked` that a pointer leads to.
    static SourceNode at(SourceNode checked, String pointer) {
        JsonNode value = checked.value().at(pointer);
        return new SourceNode(checked.source(), checked.pointer() + pointer, value);
    }

    private static String subject(SourceNode checked, String label, String at) {
        if (at.isEmpty()) {
            return label;
        }
        var path = new StringBuilder();
        JsonNode value = checked.value();
        for (String part : at.substring(1).split("/", -1)) {
            String key = Pointer.last("/" + part);
            if (value.isArray()) {
                path.append('[').append(key).append(']');
                value = value.path(Integer.parseInt(key));
            } else {
                path.append(path.isEmpty() ? "" : ".").append(key);
                value = value.path(key);
            }
        }
        return label.equals(SpecificationCheck.FLOW)
                ? "'%s'".formatted(path)
                : "'%s' of %s".formatted(path, label);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case NULL, MISSING -> "empty";
            case BINARY, POJO -> "of another kind";
        };
    }

    private static String shown(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : kind(value);
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
