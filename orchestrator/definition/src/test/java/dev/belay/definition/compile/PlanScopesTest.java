package dev.belay.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.plan.Jq;
import dev.belay.flow.plan.PlanParts;
import dev.belay.flow.plan.Template;
import dev.belay.jq.JqExpressions;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: what the compiler lets pass, the decider can evaluate: every expression compiles with the
/// variables that the plan's own scopes give it, and every schema is one.
class PlanScopesTest {
    private static final FlowCompiler COMPILER = new FlowCompiler(TestOptions.options());

    @Test
    void every_expression_and_schema_of_a_plan_compiles_in_its_scope() throws Exception {
        var texts = new ArrayList<String>(DocumentationTest.examples());
        texts.add(Samples.EVERYTHING);
        texts.addAll(OfficialDefinitions.all().values());
        var parts = new Parts();
        for (String text : texts) {
            try {
                PlanParts.visit(COMPILER.compile(text).plan(), parts);
            } catch (InvalidDefinitionException refused) {
                // Official definitions that name what this catalog does not have.
                assertThat(OfficialDefinitions.all()).containsValue(text);
            }
        }

        assertThat(parts.seen).isGreaterThan(40);
    }

    private static final class Parts implements PlanParts.Visitor {
        private final JqExpressions expressions = new JqExpressions();
        private final JsonSchemas schemas = new JsonSchemas();
        private int seen;

        @Override
        public void expression(String where, Set<String> variables, Jq jq) {
            assertThat(expressions.compile(jq.text(), variables)).as(where).isNotNull();
            seen++;
        }

        @Override
        public void template(String where, Set<String> variables, Template template) {
            value(where, variables, template.value());
        }

        private void value(String where, Set<String> variables, JsonNode value) {
            if (value.isTextual()) {
                Jq jq = Template.expressionIn(value.asText());
                if (jq != null) {
                    expression(where, variables, jq);
                }
            }
            value.forEach(inner -> value(where, variables, inner));
        }

        @Override
        public void schema(String where, JsonNode document) {
            assertThat(schemas.compile(document)).as(where).isNotNull();
        }
    }
}
