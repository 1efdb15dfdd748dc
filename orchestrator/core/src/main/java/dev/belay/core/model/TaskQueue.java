package dev.belay.core.model;

/// One queue of a lane.
///
/// @param name [#ORCHESTRATOR] for workflow tasks, else the name that an activity type gives
public record TaskQueue(Lane lane, String name) {
    /// The queue of a lane that carries workflow tasks.
    public static final String ORCHESTRATOR = "orchestrator";

    public TaskQueue {
        Names.require("task queue", name, Limits.QUEUE_CHARS_MAX);
    }

    public static TaskQueue orchestrator(Lane lane) {
        return new TaskQueue(lane, ORCHESTRATOR);
    }

    public boolean isOrchestrator() {
        return name.equals(ORCHESTRATOR);
    }

    /// `lane-name`, unique because a lane's name holds no queue's.
    @Override
    public String toString() {
        return lane.name() + "-" + name;
    }
}
