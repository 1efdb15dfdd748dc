package dev.belay.functions.lambda;

import dev.belay.functions.support.ActivityRegistry;

/// Gives the function `activities` something to perform. Make it a bean.
@FunctionalInterface
public interface ActivitySource {
    void addTo(ActivityRegistry.Builder activities);
}
