package dev.belay.testkit.audit;

import dev.belay.core.model.RunKey;

/// Something that must not be.
///
/// @param what was seen, and what was expected
public record Violation(Invariant invariant, RunKey run, String what) {
    @Override
    public String toString() {
        return "%s: run %s: %s".formatted(invariant, run, what);
    }
}
