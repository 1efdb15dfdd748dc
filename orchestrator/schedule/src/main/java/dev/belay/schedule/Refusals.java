package dev.belay.schedule;

import dev.belay.core.workflow.WorkflowException;
import dev.belay.schedule.ScheduleRequests.Backfill;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a schedule does not do what it was asked.
final class Refusals {
    private Refusals() {}

    static void requireVersion(@Nullable Long expected, long version) {
        if (expected != null && !Objects.equals(expected, version)) {
            throw WorkflowException.of(
                    "changed-meanwhile",
                    "the schedule has version %d, the change is for %d; look at it and change it again"
                            .formatted(version, expected));
        }
    }

    static void requireRunsLeft(boolean runsLeft) {
        if (!runsLeft) {
            throw WorkflowException.of(
                    "no-runs-left", "the schedule has started all its runs; raise runsMax first");
        }
    }

    /// A run must be started in a way that lets the schedule end it.
    static void requireForce(@Nullable Overlap overlap, SchedulePolicy policy) {
        if (overlap == Overlap.TERMINATE_OTHER && policy.overlap() != overlap) {
            throw WorkflowException.of(
                    "cannot-terminate",
                    "overlap is 'TERMINATE_OTHER', which the schedule's own policy must be; write CANCEL_OTHER");
        }
    }

    static void requireBackfill(ScheduleDefinition definition, Backfill request, Instant now) {
        if (definition.spec().after() != null) {
            throw WorkflowException.of(
                    "no-past", "a schedule that counts from the ends of runs has no past to fill");
        }
        if (request.from() == null || request.to() == null) {
            throw WorkflowException.of("invalid-backfill", "write from and to");
        }
        if (request.to().isBefore(request.from()) || request.to().isAfter(now)) {
            throw WorkflowException.of(
                    "invalid-backfill",
                    "from is %s and to is %s; write times that are past, the earlier one first"
                            .formatted(request.from(), request.to()));
        }
    }

    static void requireRoom(int due, int room) {
        if (due > room) {
            throw WorkflowException.of(
                    "backfill-too-large",
                    "at least %d times were due, there is room for %d; fill a shorter time, or raise bufferMax"
                            .formatted(due, room));
        }
    }
}
