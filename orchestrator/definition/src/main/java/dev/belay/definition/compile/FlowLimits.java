package dev.belay.definition.compile;

/// How large one flow may be.
///
/// @param tasksMax tasks, those inside functions and extensions counted each time they are used
/// @param depthMax tasks inside each other
/// @param taskNameCharsMax characters of a task's name
public record FlowLimits(int tasksMax, int depthMax, int taskNameCharsMax) {
    public static final FlowLimits DEFAULT = new FlowLimits(1_000, 20, 100);
}
