package dev.belay.testkit.audit;

import dev.belay.core.model.RunKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers violations.
final class Findings {
    private final List<Violation> found = new ArrayList<>();

    /// @param what a format, which is filled in only where there is something to say
    @SuppressWarnings("AnnotateFormatMethod")
    void add(Invariant invariant, RunKey run, String what, @Nullable Object... values) {
        found.add(new Violation(invariant, run, what.formatted(values)));
    }

    void require(
            boolean holds,
            Invariant invariant,
            RunKey run,
            String what,
            @Nullable Object... values) {
        if (!holds) {
            add(invariant, run, what, values);
        }
    }

    List<Violation> list() {
        return List.copyOf(found);
    }
}
