package dev.belay.flow.store;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Workspace;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.PlanCodec;
import java.time.InstantSource;
import java.util.List;

/// Publishes compiled flows: gives each semantic version its number, once.
public final class FlowPublisher {
    private final FlowStore store;
    private final InstantSource clock;

    public FlowPublisher(FlowStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Publishing the same text under the same version again changes nothing and gives what is
    /// there.
    ///
    /// @param source the text of the definition that `plan` was compiled from
    /// @throws BelayException `INVALID_REQUEST` when the version is published with another text
    public FlowVersion publish(Workspace workspace, Plan plan, String source) {
        for (int race = 0; race < Limits.APPEND_RACES_MAX; race++) {
            List<FlowVersion> versions = store.versions(workspace, plan.workflow());
            for (FlowVersion version : versions) {
                if (version.version().equals(plan.version())) {
                    return same(workspace, version, source);
                }
            }
            int number = versions.isEmpty() ? 1 : versions.getLast().number() + 1;
            var version =
                    new FlowVersion(plan.workflow(), number, plan.version(), clock.instant(), true);
            if (store.putIfAbsent(
                    workspace, new PublishedFlow(version, PlanCodec.write(plan), source))) {
                return version;
            }
        }
        throw new BelayException(
                ErrorCode.CONTENDED,
                "flow %s: %d others published a version at the same time; try again"
                        .formatted(plan.workflow(), Limits.APPEND_RACES_MAX));
    }

    private FlowVersion same(Workspace workspace, FlowVersion version, String source) {
        boolean sameText =
                store.get(workspace, version.workflow(), version.number())
                        .filter(flow -> flow.source().equals(source))
                        .isPresent();
        if (!sameText) {
            throw new BelayException(
                    ErrorCode.INVALID_REQUEST,
                    "flow %s version %s is published with another text, and a published version never changes; raise document.version"
                            .formatted(version.workflow(), version.version()));
        }
        return version;
    }
}
