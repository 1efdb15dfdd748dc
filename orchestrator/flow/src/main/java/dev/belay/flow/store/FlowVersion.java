package dev.belay.flow.store;

import java.time.Instant;

/// A published version, without what it says.
///
/// @param workflow the engine's name, `namespace.name`
/// @param number counts up from 1 in the order of publication
/// @param version the semantic version that its definition states
/// @param enabled whether new runs may begin with it; runs that are on it go on either way
public record FlowVersion(
        String workflow, int number, String version, Instant publishedAt, boolean enabled) {
    public FlowVersion withEnabled(boolean newEnabled) {
        return new FlowVersion(workflow, number, version, publishedAt, newEnabled);
    }
}
