package dev.belay.local.host;

import dev.belay.core.workflow.WorkflowType;
import dev.belay.functions.support.ActivityRegistry;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a host can run: its workflows and its activities.
///
/// @param activities adds them to those that every host has
public record Catalog(
        List<WorkflowType<?, ?>> workflows, UnaryOperator<ActivityRegistry.Builder> activities) {
    public Catalog {
        workflows = List.copyOf(workflows);
    }
}
