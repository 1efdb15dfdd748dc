package dev.belay.definition.compile;

import org.jspecify.annotations.Nullable;

/// What a definition says of how its runs begin.
public record FlowStarts(FlowInfo info, @Nullable FlowSchedule schedule) {}
