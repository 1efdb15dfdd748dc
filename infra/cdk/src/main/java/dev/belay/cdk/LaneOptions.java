package dev.belay.cdk;

import org.jspecify.annotations.Nullable;

/// How a lane scales.
///
/// @param provisioned orchestrators that are kept warm; 0 keeps none
/// @param peak times with more of them, if there are any
/// @param concurrencyMax how many invocations each queue may have at once; 0 does not bound them
/// @param pollersMax provisioned pollers for each queue, in the place of `concurrencyMax`; 0 for
///   none
public record LaneOptions(
        String name, int provisioned, @Nullable Peak peak, int concurrencyMax, int pollersMax) {
    /// @param provisioned orchestrators that are kept warm at that time
    /// @param start a cron expression of Application Auto Scaling, as is `end`
    /// @param zone for example `Europe/Berlin`
    public record Peak(int provisioned, String start, String end, String zone) {}

    public LaneOptions {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,23}")) {
            throw new IllegalArgumentException(
                    "the lane's name is '%s', expected up to 24 of a-z, 0-9 and hyphen"
                            .formatted(name));
        }
        if (peak != null && provisioned == 0) {
            throw new IllegalArgumentException(
                    "the lane %s has peak times and keeps nothing warm at others; provision 1 or more"
                            .formatted(name));
        }
    }

    /// For what people wait for: warm orchestrators, no bound.
    public static LaneOptions system(int provisioned) {
        return new LaneOptions("system", provisioned, null, 0, 0);
    }

    /// For what may wait: bounded, so that the rest of the account has room.
    public static LaneOptions automation(int concurrencyMax) {
        return new LaneOptions("automation", 0, null, concurrencyMax, 0);
    }

    public LaneOptions withPeak(Peak changed) {
        return new LaneOptions(name, provisioned, changed, concurrencyMax, pollersMax);
    }

    public LaneOptions withPollersMax(int changed) {
        return new LaneOptions(name, provisioned, peak, concurrencyMax, changed);
    }
}
