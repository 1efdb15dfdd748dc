package dev.belay.flow.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// One compiled expression. Thread-safe and a pure function: the same arguments give the same value
/// on every host.
public interface Expression {
    /// @param input what `.` is; never changed, and the value may share parts of it
    /// @param variables by name without `$`; one that is missing is `null`
    /// @return the first result; `null` in JSON where there is none. Never changed afterwards
    /// @throws ExpressionException `FAILED` or `TOO_MUCH`
    JsonNode evaluate(JsonNode input, Map<String, JsonNode> variables, EvaluationScope scope);
}
