package dev.belay.flow.expression;

import java.util.Set;

/// Compiles the jq of flows. Thread-safe.
public interface Expressions {
    /// @param jq without the `${ }` around it
    /// @param variables the names, without `$`, that it may use
    /// @throws ExpressionException `SYNTAX` when it is no jq or uses what it may not: another
    ///   variable, a file, the environment
    Expression compile(String jq, Set<String> variables);
}
