package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.PlanCodec;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import dev.belay.local.access.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The flows that histories are replayed against: those that are published, and in place of every
/// version of one flow what a file says. The store is opened when the first flow is asked for.
final class ReplayFlows implements FlowStore, AutoCloseable {
    private final Supplier<Runs> open;
    private final @Nullable Plan instead;
    private @Nullable Runs opened;

    /// @param instead null replays every flow as it is published
    ReplayFlows(Supplier<Runs> open, @Nullable Plan instead) {
        this.open = open;
        this.instead = instead;
    }

    private FlowStore store() {
        if (opened == null) {
            opened = open.get();
        }
        return opened.flows();
    }

    private boolean isReplaced(String workflow) {
        return instead != null && instead.workflow().equals(workflow);
    }

    @Override
    public Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        if (instead == null || !isReplaced(workflow)) {
            return store().get(workspace, workflow, number);
        }
        return Optional.of(
                new PublishedFlow(version(instead, number), PlanCodec.write(instead), ""));
    }

    @Override
    public List<FlowVersion> versions(Workspace workspace, String workflow) {
        return instead == null || !isReplaced(workflow)
                ? store().versions(workspace, workflow)
                : List.of(version(instead, 1));
    }

    private static FlowVersion version(Plan plan, int number) {
        return new FlowVersion(plan.workflow(), number, plan.version(), Instant.EPOCH, true);
    }

    @Override
    public List<FlowVersion> list(Workspace workspace) {
        return store().list(workspace);
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        throw new UnsupportedOperationException("a replay publishes nothing");
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        throw new UnsupportedOperationException("a replay enables nothing");
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
