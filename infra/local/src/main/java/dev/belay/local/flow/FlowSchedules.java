package dev.belay.local.flow;

import dev.belay.core.model.Lane;
import dev.belay.definition.compile.FlowInfo;
import dev.belay.definition.compile.FlowSchedule;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.flow.plan.Concurrency;
import dev.belay.schedule.Overlap;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.SchedulePolicy;
import dev.belay.schedule.ScheduleSpec;
import dev.belay.schedule.ScheduleTarget;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schedule that a definition's `every`, `cron` or `after` is.
final class FlowSchedules {
    private FlowSchedules() {}

    /// The id of a flow's own schedule.
    static String id(String workflow) {
        return "flow." + workflow;
    }

    /// Nothing where the definition has no schedule by time.
    static Optional<ScheduleDefinition> of(FlowStarts starts) {
        @Nullable FlowSchedule schedule = starts.schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        FlowInfo info = starts.info();
        return spec(schedule)
                .map(spec ->
                        ScheduleDefinition.of(spec.in(schedule.zone().getId()), target(info))
                                .with(
                                        SchedulePolicy.DEFAULT.withOverlap(
                                                overlap(info.concurrency()))));
    }

    private static Optional<ScheduleSpec> spec(FlowSchedule schedule) {
        if (schedule.every() != null) {
            return Optional.of(ScheduleSpec.every(schedule.every()));
        }
        if (schedule.cron() != null) {
            return Optional.of(ScheduleSpec.cron(schedule.cron()));
        }
        return Optional.ofNullable(schedule.after()).map(ScheduleSpec::after);
    }

    private static ScheduleTarget target(FlowInfo info) {
        Lane lane = Objects.requireNonNullElse(info.lane(), Lane.AUTOMATION);
        String workflow = info.namespace() + "." + info.name();
        return new ScheduleTarget(workflow, lane.name(), Map.of(), null);
    }

    /// One run at a time is the schedule's own business, so that its ledger tells of it. In all
    /// other cases what is due begins, and its run waits for a slot where there is a limit.
    private static Overlap overlap(@Nullable Concurrency concurrency) {
        if (concurrency == null || concurrency.limit() > 1 || concurrency.key() != null) {
            return Overlap.ALLOW_ALL;
        }
        return switch (concurrency.overflow()) {
            case QUEUE -> Overlap.BUFFER_ALL;
            case SKIP -> Overlap.SKIP;
            case CANCEL_OLDEST -> Overlap.CANCEL_OTHER;
        };
    }
}
