package dev.belay.local.flow;

import dev.belay.definition.compile.CompilerOptions;
import dev.belay.jq.JqExpressions;
import java.util.Optional;

/// What definitions are compiled with on a machine of one's own.
public final class Compilers {
    private Compilers() {}

    /// Nothing but HTTP is called here: this process has no connectors.
    public static CompilerOptions options() {
        return CompilerOptions.of(new JqExpressions())
                .withDocuments(new HttpDocuments())
                .withActions(_ -> Optional.empty());
    }

    /// Loads no documents, for hosts that others reach: an author must not read with the host's
    /// eyes.
    public static CompilerOptions exposed() {
        return CompilerOptions.of(new JqExpressions()).withActions(_ -> Optional.empty());
    }
}
