package dev.belay.definition.compile;

import dev.belay.definition.problem.Problem;
import dev.belay.flow.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A definition that can be published.
///
/// @param warnings what an author should look at, and what keeps nothing from running
public record CompiledFlow(
        Plan plan, FlowInfo info, @Nullable FlowSchedule schedule, List<Problem> warnings) {
    public CompiledFlow {
        warnings = List.copyOf(warnings);
    }
}
