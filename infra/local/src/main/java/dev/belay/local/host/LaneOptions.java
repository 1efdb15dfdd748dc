package dev.belay.local.host;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;

/// How much a lane does at once.
///
/// @param advancesMax runs that are advanced at once
/// @param activitiesMin attempts at once while the lane is calm
/// @param activitiesMax attempts at once when work has piled up
/// @param givesWay whether it begins nothing while a lane is at work that does not
public record LaneOptions(
        Lane lane, int advancesMax, int activitiesMin, int activitiesMax, boolean givesWay) {
    private static final int ADVANCES_PER_PROCESSOR = 8;

    public LaneOptions {
        if (advancesMax < 1 || activitiesMin < 1 || activitiesMax < activitiesMin) {
            throw new BelayException(
                    ErrorCode.INVALID_OPTIONS,
                    "lane '%s' has advancesMax %d and activities %d to %d; expected 1 or more, the lower bound first"
                            .formatted(lane, advancesMax, activitiesMin, activitiesMax));
        }
    }

    /// A fixed number of attempts at once.
    public static LaneOptions steady(Lane lane) {
        return new LaneOptions(lane, 512, 256, 256, false);
    }

    /// Few attempts at once until work piles up, and never so many advances that another lane's
    /// would wait for their turn at the processor, or behind their writes.
    public static LaneOptions elastic(Lane lane) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LaneOptions(lane, ADVANCES_PER_PROCESSOR * processors, 16, 1024, true);
    }
}
