package dev.belay.local.host;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Lane;

/// How much a lane does at once.
///
/// @param advancesMax runs that are advanced at once
/// @param activitiesMin attempts at once while the lane is calm
/// @param activitiesMax attempts at once when work has piled up
public record LaneOptions(Lane lane, int advancesMax, int activitiesMin, int activitiesMax) {
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
        return new LaneOptions(lane, 512, 256, 256);
    }

    /// Few attempts at once until work piles up.
    public static LaneOptions elastic(Lane lane) {
        return new LaneOptions(lane, 256, 16, 1024);
    }
}
