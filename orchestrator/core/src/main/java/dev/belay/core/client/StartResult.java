package dev.belay.core.client;

import dev.belay.core.model.RunKey;

/// @param run the run that the start led to
/// @param existing whether it was open before, and the request said to use it
public record StartResult(RunKey run, boolean existing) {}
