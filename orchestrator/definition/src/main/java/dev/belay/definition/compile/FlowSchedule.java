package dev.belay.definition.compile;

import dev.belay.flow.plan.Listening.Mode;
import dev.belay.flow.plan.Listening.Strategy;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When a flow starts by itself. At most one of `every`, `cron` and `after`; `on` alone or with one
/// of them.
///
/// @param every how far apart its starts are, whether or not the last run is over
/// @param after how long after the end of a run the next begins
/// @param zone whose clock `cron` reads
public record FlowSchedule(
        @Nullable Duration every,
        @Nullable String cron,
        @Nullable Duration after,
        @Nullable Strategy on,
        ZoneId zone) {
    /// Whether one run takes more than one event, or events that belong together.
    public boolean gathers() {
        return on != null
                && (on.until() != null
                        || on.mode() == Mode.ALL && on.filters().size() > 1
                        || on.filters().stream().anyMatch(filter -> !filter.correlate().isEmpty()));
    }
}
