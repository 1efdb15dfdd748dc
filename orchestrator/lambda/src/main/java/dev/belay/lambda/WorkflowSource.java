package dev.belay.lambda;

import dev.belay.core.workflow.WorkflowType;
import java.util.Collection;

/// Gives the functions workflows to run. Make it a bean; those that are marked as default beans
/// count only where there is no other.
@FunctionalInterface
public interface WorkflowSource {
    Collection<? extends WorkflowType<?, ?>> workflows();
}
