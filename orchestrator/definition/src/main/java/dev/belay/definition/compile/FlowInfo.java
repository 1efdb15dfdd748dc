package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Lane;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.plan.Jq;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a definition says of itself besides what it does.
///
/// @param hash of the definition's canonical form: two definitions that say the same have the same
/// @param tags an object
/// @param lane null leaves the choice to whoever starts a run
/// @param idempotencyKey gives the workflow id of a run that a trigger starts, from its input
/// @param concurrency how many runs may be at work at once; null sets no limit
/// @param creditLimit what one run may spend; null sets no limit
public record FlowInfo(
        String dsl,
        String namespace,
        String name,
        String version,
        @Nullable String title,
        @Nullable String summary,
        JsonNode tags,
        String hash,
        @Nullable Lane lane,
        ZoneId timezone,
        @Nullable Concurrency concurrency,
        @Nullable Jq idempotencyKey,
        @Nullable Long creditLimit,
        List<FlowTrigger> triggers) {
    public FlowInfo {
        triggers = List.copyOf(triggers);
    }
}
