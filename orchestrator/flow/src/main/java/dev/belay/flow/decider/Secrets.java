package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.secret.SecretReferences;
import java.util.List;
import java.util.regex.Pattern;

/// What `$secrets` is in the arguments of a call: an object whose leaves are references.
final class Secrets {
    private static final Pattern PATH =
            Pattern.compile("\\$secrets((?:\\.[A-Za-z_][A-Za-z0-9_]*|\\[\"[^\"\\\\]+\"\\])+)");
    private static final Pattern NAME = Pattern.compile("[^.\\[\\]\"]+");

    private Secrets() {}

    /// @param expression its text says which secrets there must be
    static ObjectNode referredTo(String expression) {
        var all = JsonNodeFactory.instance.objectNode();
        var matcher = PATH.matcher(expression);
        while (matcher.find()) {
            List<String> path =
                    NAME.matcher(matcher.group(1)).results().map(r -> r.group()).toList();
            ObjectNode at = all;
            for (String name : path.subList(0, path.size() - 1)) {
                at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
            }
            if (!(at.get(path.getLast()) instanceof ObjectNode)) {
                at.put(path.getLast(), SecretReferences.to(String.join(".", path)));
            }
        }
        return all;
    }
}
