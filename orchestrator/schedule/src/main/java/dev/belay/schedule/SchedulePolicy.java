package dev.belay.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a schedule does when things are not as planned.
///
/// @param overlap while a run of the schedule is still open
/// @param catchUp for due times that nobody was there for
/// @param catchUpWindow how late a due time may still be made up for
/// @param bufferMax how many due times may wait for open runs
/// @param pauseOnFailure whether a run that fails pauses the schedule
/// @param runsMax how many runs the schedule starts in all; null is without end
public record SchedulePolicy(
        Overlap overlap,
        CatchUp catchUp,
        Duration catchUpWindow,
        int bufferMax,
        boolean pauseOnFailure,
        @Nullable Integer runsMax) {
    public static final Duration CATCH_UP_WINDOW = Duration.ofDays(1);
    public static final int BUFFER_MAX = 100;

    public static final SchedulePolicy DEFAULT =
            new SchedulePolicy(
                    Overlap.SKIP, CatchUp.LATEST, CATCH_UP_WINDOW, BUFFER_MAX, false, null);

    public SchedulePolicy {
        overlap = overlap == null ? Overlap.SKIP : overlap;
        catchUp = catchUp == null ? CatchUp.LATEST : catchUp;
        catchUpWindow = catchUpWindow == null ? CATCH_UP_WINDOW : catchUpWindow;
        bufferMax = bufferMax == 0 ? BUFFER_MAX : bufferMax;
    }

    public SchedulePolicy withOverlap(Overlap policy) {
        return new SchedulePolicy(
                policy, catchUp, catchUpWindow, bufferMax, pauseOnFailure, runsMax);
    }

    public SchedulePolicy withCatchUp(CatchUp policy, Duration window) {
        return new SchedulePolicy(overlap, policy, window, bufferMax, pauseOnFailure, runsMax);
    }

    public SchedulePolicy withBufferMax(int most) {
        return new SchedulePolicy(overlap, catchUp, catchUpWindow, most, pauseOnFailure, runsMax);
    }

    public SchedulePolicy withPauseOnFailure() {
        return new SchedulePolicy(overlap, catchUp, catchUpWindow, bufferMax, true, runsMax);
    }

    public SchedulePolicy withRunsMax(@Nullable Integer most) {
        return new SchedulePolicy(overlap, catchUp, catchUpWindow, bufferMax, pauseOnFailure, most);
    }
}
