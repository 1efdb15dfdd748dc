package dev.belay.local.host;

import dev.belay.core.workflow.WorkflowType;
import dev.belay.functions.support.ActivityRegistry;
import java.util.List;

/// What a host can run: its workflows and its activities.
public record Catalog(List<WorkflowType<?, ?>> workflows, ActivityRegistry activities) {
    public Catalog {
        workflows = List.copyOf(workflows);
    }
}
