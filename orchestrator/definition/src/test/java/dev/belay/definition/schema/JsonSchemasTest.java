package dev.belay.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.error.BelayException;
import org.junit.jupiter.api.Test;

/// Goal: data is checked as its schema says, and what is reported never holds the data.
class JsonSchemasTest {
    private final JsonSchemas schemas = new JsonSchemas();

    @Test
    void violations_say_where_and_which_rule_but_not_what() throws Exception {
        var check =
                schemas.compile(
                        json(
                                """
                                {"type": "object", "required": ["id"], "additionalProperties": false,
                                 "properties": {"id": {"type": "integer"}, "card": {"pattern": "^[0-9]+$"},
                                                "size": {"enum": ["s", "m"]}, "n": {"maximum": 3}}}
                                """));

        assertThat(check.violations(json("{\"id\": 1, \"card\": \"42\"}"))).isEmpty();
        var violations =
                check.violations(json("{\"card\": \"s3cret\", \"size\": \"s3cret\", \"n\": 4711}"));
        assertThat(violations)
                .hasSize(4)
                .contains("/ has no 'id'", "/n breaks the rule maximum 3")
                .noneMatch(text -> text.contains("s3cret") || text.contains("4711"));
    }

    @Test
    void references_inside_the_schema_are_followed() throws Exception {
        var check =
                schemas.compile(
                        json(
                                "{\"$ref\": \"#/$defs/n\", \"$defs\": {\"n\": {\"type\": \"number\"}}}"));

        assertThat(check.violations(json("1"))).isEmpty();
        assertThat(check.violations(json("\"x\""))).containsExactly("/ is not of type \"number\"");
    }

    @Test
    void what_is_no_schema_or_leads_elsewhere_is_refused() {
        for (String bad :
                new String[] {
                    "5",
                    "{\"type\": \"objekt\"}",
                    "{\"$ref\": \"https://example.com/a.json\"}",
                    "{\"$ref\": \"#/$defs/none\"}",
                    "{\"pattern\": \"[\"}",
                    "{\"pattern\": \"(?=a)b\"}",
                    "{\"$ref\": \"#\"}",
                    "{\"anyOf\": [{\"not\": {\"$ref\": \"#\"}}]}",
                    doubling(),
                    "{\"$schema\": \"https://example.com/own\"}",
                    "{\"pattern\": \"" + "a".repeat(1_001) + "\"}",
                    "{\"enum\": [" + "1,".repeat(5_000) + "1]}"
                }) {
            assertThatThrownBy(() -> schemas.compile(json(bad)))
                    .as(bad)
                    .isInstanceOf(BelayException.class)
                    .hasMessageContaining("no usable JSON schema");
        }
    }

    @Test
    void a_check_lists_a_bounded_number_of_violations() throws Exception {
        var check = schemas.compile(json("{\"items\": {\"type\": \"string\"}}"));

        assertThat(check.violations(json("[" + "1,".repeat(100) + "1]")))
                .hasSize(JsonSchemas.VIOLATIONS_MAX);
    }

    @Test
    void a_pattern_cannot_take_for_ever() throws Exception {
        var check = schemas.compile(json("{\"pattern\": \"^(a+)+$\"}"));

        assertThat(check.violations(json("\"" + "a".repeat(5_000) + "!\""))).hasSize(1);
        assertThat(check.violations(json("\"aaa\""))).isEmpty();
    }

    @Test
    void a_schema_may_lead_back_to_itself_for_inner_values() throws Exception {
        var check =
                schemas.compile(
                        json(
                                "{\"properties\": {\"next\": {\"$ref\": \"#\"}}, \"required\": [\"n\"]}"));

        assertThat(check.violations(json("{\"n\": 1, \"next\": {\"n\": 2, \"next\": {}}}")))
                .containsExactly("/next/next has no 'n'");
    }

    /// Each definition refers twice to the one before it.
    private static String doubling() {
        var definitions = new StringBuilder("\"d0\": {}");
        for (int i = 1; i <= 30; i++) {
            definitions.append(
                    ", \"d%1$d\": {\"anyOf\": [{\"$ref\": \"#/$defs/d%2$d\"}, {\"$ref\": \"#/$defs/d%2$d\"}]}"
                            .formatted(i, i - 1));
        }
        return "{\"$ref\": \"#/$defs/d30\", \"$defs\": {" + definitions + "}}";
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
