package dev.belay.jq;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.flow.expression.EvaluationScope;
import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.jq.node.Machine;
import dev.belay.jq.node.Node;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.util.Map;

/// A program with its library, ready to run any number of times and on any thread.
record JqExpression(Node program) implements Expression {
    @Override
    public JsonNode evaluate(
            JsonNode input, Map<String, JsonNode> variables, EvaluationScope scope) {
        Work work = new Work(scope);
        try {
            JsonNode result = new Machine(work, variables).first(program, input);
            return result == null ? Json.NULL : Result.checked(result, work);
        } catch (JqError error) {
            throw new ExpressionException(Kind.FAILED, "the expression failed: " + error.told());
        } catch (StackOverflowError _) {
            throw Work.tooDeep();
        }
    }
}
