package dev.belay.lambda;

import dev.belay.schedule.CalendarSpec;
import dev.belay.schedule.Counts;
import dev.belay.schedule.LedgerEntry;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.SchedulePolicy;
import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleSpec;
import dev.belay.schedule.ScheduleState;
import dev.belay.schedule.ScheduleTarget;
import dev.belay.schedule.Waiting;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What schedules write into their histories: a native binary writes and reads only the types that
/// it was told of.
@RegisterForReflection(
        targets = {
            CalendarSpec.class,
            Counts.class,
            LedgerEntry.class,
            ScheduleDefinition.class,
            ScheduleDescription.class,
            SchedulePolicy.class,
            ScheduleRequests.Answer.class,
            ScheduleRequests.Backfill.class,
            ScheduleRequests.Change.class,
            ScheduleRequests.Delete.class,
            ScheduleRequests.Pause.class,
            ScheduleRequests.Resume.class,
            ScheduleRequests.Trigger.class,
            ScheduleSpec.class,
            ScheduleState.class,
            ScheduleTarget.class,
            Waiting.class
        },
        classNames = {
            "dev.belay.schedule.Carrier$Load",
            "dev.belay.schedule.DuePlan",
            "dev.belay.schedule.DuePlan$Due",
            "dev.belay.schedule.RunningSchedule$Backfilled"
        })
final class ScheduleTypes {}
