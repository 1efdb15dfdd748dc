package dev.belay.examples.world;

import dev.belay.core.activity.Activity;
import dev.belay.core.activity.ActivityException;

/// Lets an activity fail as it would while the service behind it is down.
public final class Outages {
    private Outages() {}

    /// `activity`, as long as `world` has no outage for it.
    public static <I, O> Activity<I, O> in(World world, Activity<I, O> activity) {
        return (input, attempt) -> {
            int failing =
                    world.get(World.OUTAGES, attempt.activity()).map(Integer::parseInt).orElse(0);
            if (attempt.number() <= failing) {
                throw ActivityException.transientFailure(
                        "service-unavailable",
                        "the service behind %s is down (attempt %d)"
                                .formatted(attempt.activity(), attempt.number()));
            }
            return activity.perform(input, attempt);
        };
    }
}
