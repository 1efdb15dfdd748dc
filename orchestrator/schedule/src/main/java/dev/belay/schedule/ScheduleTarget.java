package dev.belay.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a schedule starts.
///
/// @param workflow its name; each run takes the newest version there is
/// @param lane null is the lane `system`
/// @param input what each run is given, as plain values: maps, lists, texts, numbers
/// @param timeout how long each run may be open
public record ScheduleTarget(
        String workflow,
        @Nullable String lane,
        @Nullable Object input,
        @Nullable Duration timeout) {
    public static ScheduleTarget of(String workflow, @Nullable Object input) {
        return new ScheduleTarget(workflow, null, input, null);
    }
}
