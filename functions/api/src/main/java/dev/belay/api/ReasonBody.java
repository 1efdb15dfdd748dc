package dev.belay.api;

import org.jspecify.annotations.Nullable;

/// Why somebody ends a run.
public record ReasonBody(@Nullable String reason) {}
