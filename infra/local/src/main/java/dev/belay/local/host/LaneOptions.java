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

    /// @param specification `NAME`, `NAME=steady` or `NAME=elastic`
    /// @throws BelayException `INVALID_OPTIONS` for anything else; `INVALID_NAME`
    public static LaneOptions parse(String specification) {
        int equals = specification.indexOf('=');
        String kind = equals < 0 ? "steady" : specification.substring(equals + 1);
        var lane = new Lane(equals < 0 ? specification : specification.substring(0, equals));
        return switch (kind) {
            case "steady" -> steady(lane);
            case "elastic" -> elastic(lane);
            default ->
                    throw new BelayException(
                            ErrorCode.INVALID_OPTIONS,
                            "'%s' configures no lane; expected NAME, NAME=steady or NAME=elastic"
                                    .formatted(specification));
        };
    }
}
