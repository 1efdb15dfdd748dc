package dev.belay.jq.syntax;

import dev.belay.jq.node.Argument;
import dev.belay.jq.node.Break;
import dev.belay.jq.node.Call;
import dev.belay.jq.node.Definition;
import dev.belay.jq.node.Node;
import dev.belay.jq.node.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What names mean while a program is read, newest first. It mirrors what the machine will have.
final class Scope {
    static final Scope ROOT = new Scope(null, Kind.DEFINITION, "", List.of(), null);

    private enum Kind {
        VARIABLE,
        LABEL,
        PARAMETERS,
        /// Known to the reader only; the machine has nothing for it.
        DEFINITION
    }

    private final @Nullable Scope outer;
    private final Kind kind;
    private final String name;
    private final List<String> parameters;
    private final @Nullable Definition definition;

    private Scope(
            @Nullable Scope outer,
            Kind kind,
            String name,
            List<String> parameters,
            @Nullable Definition definition) {
        this.outer = outer;
        this.kind = kind;
        this.name = name;
        this.parameters = parameters;
        this.definition = definition;
    }

    Scope withVariable(String name) {
        return new Scope(this, Kind.VARIABLE, name, List.of(), null);
    }

    Scope withLabel(String name) {
        return new Scope(this, Kind.LABEL, name, List.of(), null);
    }

    Scope with(Definition definition) {
        return new Scope(this, Kind.DEFINITION, definition.name(), List.of(), definition);
    }

    Scope withParameters(List<String> names) {
        return new Scope(this, Kind.PARAMETERS, "", List.copyOf(names), null);
    }

    @Nullable Node variable(String wanted) {
        int up = find(Kind.VARIABLE, wanted);
        return up < 0 ? null : new Variable(up);
    }

    @Nullable Node label(String wanted) {
        int up = find(Kind.LABEL, wanted);
        return up < 0 ? null : new Break(up);
    }

    private int find(Kind wanted, String called) {
        int up = 0;
        for (Scope at = this; at != null; at = at.outer) {
            if (at.kind == wanted && at.name.equals(called)) {
                return up;
            }
            up += at.kind == Kind.DEFINITION ? 0 : 1;
        }
        return -1;
    }

    /// The call of a function that the program defines itself, or of a parameter.
    @Nullable Node function(String wanted, List<Node> arguments) {
        int up = 0;
        for (Scope at = this; at != null; at = at.outer) {
            if (at.kind == Kind.PARAMETERS && arguments.isEmpty()) {
                int index = at.parameters.lastIndexOf(wanted);
                if (index >= 0) {
                    return new Argument(up, index);
                }
            }
            Definition known = at.definition;
            if (known != null
                    && known.name().equals(wanted)
                    && known.parameters().size() == arguments.size()) {
                return new Call(known, up, arguments);
            }
            up += at.kind == Kind.DEFINITION ? 0 : 1;
        }
        return null;
    }
}
