package dev.belay.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.problem.DidYouMean;
import dev.belay.definition.problem.ProblemCode;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.Pointer;
import dev.belay.definition.text.SourceNode;
import java.util.ArrayList;
import java.util.Map;

/// Says what a schema objects to in words an author can act on.
final class Wording {
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
        for (PlaceWording rule : PlaceWording.ALL) {
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
                        : "%s breaks the schema's rule '%s'".formatted(subject, finding.keyword()),
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
