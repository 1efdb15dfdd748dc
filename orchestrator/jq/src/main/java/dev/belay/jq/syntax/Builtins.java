package dev.belay.jq.syntax;

import dev.belay.jq.node.Function;
import dev.belay.jq.node.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What programs may call without defining it.
public interface Builtins {
    /// @throws Refused for a name that exists in jq but not here; the message says why
    @Nullable Node call(String name, List<Node> arguments);

    @Nullable Function format(String name);

    /// A name that looks like this one, or an empty string.
    String similar(String name);

    /// A name of jq that has no place here.
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null, false, false);
        }
    }
}
