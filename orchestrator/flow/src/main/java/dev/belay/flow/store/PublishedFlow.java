package dev.belay.flow.store;

import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.PlanCodec;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A published version: what runs of it walk, and what its author wrote.
///
/// @param plan as [PlanCodec] writes it. The array is never changed after construction
/// @param source the text of the definition
public record PublishedFlow(FlowVersion version, byte[] plan, String source) {
    /// @throws dev.belay.core.error.BelayException when this build cannot read it
    public Plan read() {
        return PlanCodec.read(plan);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishedFlow that
                && version.equals(that.version)
                && Arrays.equals(plan, that.plan)
                && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, source);
    }

    @Override
    public String toString() {
        return "PublishedFlow(%s)".formatted(version);
    }
}
