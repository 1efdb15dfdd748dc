package dev.belay.local.flow;

import dev.belay.core.error.BelayException;
import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.flow.store.PublishedFlow;
import java.util.List;
import java.util.Optional;

/// Published flows, whose schedules and triggers follow what is published.
public final class KeptFlows implements FlowStore {
    private final FlowStore flows;
    private final FlowKeeper keeper;
    private final boolean atOnce;

    /// @param atOnce false leaves it to a host that is not up yet to make and change schedules
    public KeptFlows(FlowStore flows, FlowKeeper keeper, boolean atOnce) {
        this.flows = flows;
        this.keeper = keeper;
        this.atOnce = atOnce;
    }

    @Override
    public boolean putIfAbsent(Workspace workspace, PublishedFlow flow) {
        String workflow = flow.version().workflow();
        keeper.announce(workspace, workflow);
        boolean put = flows.putIfAbsent(workspace, flow);
        keep(workspace, workflow);
        return put;
    }

    @Override
    public void enable(Workspace workspace, String workflow, int number, boolean enabled) {
        keeper.announce(workspace, workflow);
        flows.enable(workspace, workflow, number, enabled);
        keep(workspace, workflow);
    }

    /// Announced again: others may have done what was announced, before the flow had changed.
    private void keep(Workspace workspace, String workflow) {
        keeper.announce(workspace, workflow);
        if (!atOnce) {
            return;
        }
        try {
            keeper.keep(workspace, workflow);
            keeper.keepAll();
        } catch (BelayException e) {
            throw new BelayException(
                    e.code(),
                    "flow %s has changed, and its schedule and triggers could not follow yet (%s); a host tries it again every 20 seconds, and so does the next change of a flow"
                            .formatted(workflow, e.getMessage()),
                    e);
        }
    }

    @Override
    public Optional<PublishedFlow> get(Workspace workspace, String workflow, int number) {
        return flows.get(workspace, workflow, number);
    }

    @Override
    public List<FlowVersion> versions(Workspace workspace, String workflow) {
        return flows.versions(workspace, workflow);
    }

    @Override
    public List<FlowVersion> list(Workspace workspace) {
        return flows.list(workspace);
    }
}
