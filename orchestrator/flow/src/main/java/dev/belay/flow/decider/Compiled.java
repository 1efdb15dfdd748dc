package dev.belay.flow.decider;

import dev.belay.flow.expression.Expression;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// An expression and the variables that its text names.
record Compiled(Expression expression, String text, Set<String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");

    static Compiled of(Expression expression, String text) {
        var named = new HashSet<String>();
        var matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        return new Compiled(expression, text, Set.copyOf(named));
    }
}
