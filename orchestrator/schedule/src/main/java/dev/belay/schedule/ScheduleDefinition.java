package dev.belay.schedule;

/// A schedule as somebody wrote it: when, what, and how.
public record ScheduleDefinition(ScheduleSpec spec, ScheduleTarget target, SchedulePolicy policy) {
    public ScheduleDefinition {
        policy = policy == null ? SchedulePolicy.DEFAULT : policy;
    }

    public static ScheduleDefinition of(ScheduleSpec spec, ScheduleTarget target) {
        return new ScheduleDefinition(spec, target, SchedulePolicy.DEFAULT);
    }

    public ScheduleDefinition with(SchedulePolicy other) {
        return new ScheduleDefinition(spec, target, other);
    }

    public ScheduleDefinition with(ScheduleSpec other) {
        return new ScheduleDefinition(other, target, policy);
    }
}
