package dev.belay.jq;

import dev.belay.flow.expression.Expression;
import dev.belay.flow.expression.ExpressionException;
import dev.belay.flow.expression.ExpressionException.Kind;
import dev.belay.flow.expression.Expressions;
import dev.belay.jq.function.Library;
import dev.belay.jq.node.Node;
import dev.belay.jq.syntax.Parser;
import dev.belay.jq.syntax.SyntaxError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Compiles jq, and remembers what it compiled: the same text is evaluated again and again.
public final class JqExpressions implements Expressions {
    /// Expressions that are remembered; the one that was not used for longest goes first.
    public static final int CACHED_MAX = 2_000;

    private record Key(String jq, Set<String> variables) {}

    private final Map<Key, Expression> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Expression> eldest) {
                    return size() > CACHED_MAX;
                }
            };

    @Override
    public Expression compile(String jq, Set<String> variables) {
        Key key = new Key(jq, Set.copyOf(variables));
        synchronized (cache) {
            Expression known = cache.get(key);
            if (known != null) {
                return known;
            }
        }
        Expression compiled = new JqExpression(program(jq, key.variables()));
        synchronized (cache) {
            cache.put(key, compiled);
        }
        return compiled;
    }

    private static Node program(String jq, Set<String> variables) {
        try {
            return Parser.program(jq, variables, Library.INSTANCE);
        } catch (SyntaxError error) {
            throw new ExpressionException(
                    Kind.SYNTAX, "the expression cannot be compiled: " + error.text());
        } catch (StackOverflowError _) {
            throw new ExpressionException(
                    Kind.SYNTAX, "the expression cannot be compiled: it nests too deep");
        }
    }
}
