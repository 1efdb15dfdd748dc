package dev.belay.definition.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.problem.Problems;
import dev.belay.definition.text.SourceLimits;
import dev.belay.definition.text.SourceReader;
import org.junit.jupiter.api.Test;

/// Goal: two versions are the same or a person can read what changed.
class FlowDiffTest {
    private static final String OLD =
            """
            document: { dsl: '1.0.3', namespace: shop, name: checkout, version: '1.0.0' }
            use: { timeouts: { short: { after: PT1S } } }
            do:
            - reserve: { call: http, with: { method: get, endpoint: https://example.com } }
            - charge:
                try: [ { pay: { wait: PT1S } } ]
                catch: { do: [ { note: { set: { failed: true } } } ] }
            - ship: { set: { x: 1 } }
            - mail: { set: { y: 1 } }
            """;

    @Test
    void changes_are_told_by_task() {
        var newer =
                OLD.replace("wait: PT1S", "wait: PT2S")
                        .replace("- mail: { set: { y: 1 } }", "- thank: { set: { y: 1 } }")
                        .replace("method: get", "method: put")
                        .replace("after: PT1S", "after: PT9S");

        assertThat(FlowDiff.between(read(OLD), read(newer)))
                .hasToString(
                        """
                        changed use.timeouts: short
                        changed task reserve: with
                        changed task charge/pay: wait
                        added task thank
                        removed task mail\
                        """);
        assertThat(FlowDiff.between(read(OLD), read(newer)).summary())
                .isEqualTo("3 changed, 1 added, 1 removed");
    }

    @Test
    void a_task_that_went_elsewhere_is_moved() {
        var newer =
                OLD.replace("- ship: { set: { x: 1 } }\n", "")
                        .replace("- charge:", "- ship: { set: { x: 1 } }\n- charge:");

        assertThat(FlowDiff.between(read(OLD), read(newer)).toString()).contains("moved task ship");
    }

    @Test
    void a_handler_is_told_apart_from_what_it_handles() {
        assertThat(FlowDiff.between(read(OLD), read(OLD.replace("failed: true", "failed: 1"))))
                .hasToString("changed task charge/catch/note: set");
    }

    @Test
    void form_is_no_content() throws Exception {
        String json = new ObjectMapper().writeValueAsString(read(OLD));

        assertThat(FlowDiff.between(read(OLD), read(json)).changes()).isEmpty();
        assertThat(Canonical.hash(read(OLD))).isEqualTo(Canonical.hash(read(json))).hasSize(64);
        assertThat(Canonical.json(read("{ b: 1.0, a: [ 1e2, 1.50 ] }")))
                .isEqualTo("{\"a\":[100,1.5],\"b\":1}");
    }

    @Test
    void publishing_the_same_again_changes_nothing() {
        assertThat(Publication.isSame(read(OLD), read("# again\n" + OLD))).isTrue();
    }

    @Test
    void a_version_never_changes_its_meaning() {
        var offered = read(OLD.replace("PT1S", "PT2S"));

        assertThatThrownBy(() -> Publication.isSame(read(OLD), offered))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(
                        "version 1.0.0 of shop.checkout is published with other content (2 changed)")
                .hasMessageContaining("FLOW-801");
    }

    private static JsonNode read(String text) {
        return new SourceReader(SourceLimits.DEFAULT)
                .read(text, new Problems())
                .orElseThrow()
                .value();
    }
}
