package dev.belay.flow;

import dev.belay.core.decider.Decider;
import dev.belay.core.decider.Deciders;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.flow.decider.FlowDecider;
import dev.belay.flow.decider.Program;
import dev.belay.flow.expression.Expressions;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.schema.Schemas;
import dev.belay.flow.store.FlowReader;
import dev.belay.flow.store.FlowVersion;
import java.time.Instant;
import java.util.List;

/// Knows the published flows.
public final class FlowDeciders implements Deciders {
    private final FlowPrograms programs;
    private final Payloads payloads;

    public FlowDeciders(FlowPrograms programs, Payloads payloads) {
        this.programs = programs;
        this.payloads = payloads;
    }

    public FlowDeciders(
            FlowReader store, Expressions expressions, Schemas schemas, Payloads payloads) {
        this(new FlowPrograms(store, expressions, schemas), payloads);
    }

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        List<FlowVersion> versions = programs.store().versions(workspace, workflow);
        for (FlowVersion version : versions.reversed()) {
            if (version.enabled()) {
                return version.number();
            }
        }
        throw new BelayException(
                ErrorCode.UNKNOWN_WORKFLOW,
                versions.isEmpty()
                        ? "no flow '%s' is published in workspace %s; published are %s"
                                .formatted(workflow, workspace.name(), names(workspace))
                        : "all %d versions of flow '%s' are disabled in workspace %s; enable one, or publish another"
                                .formatted(versions.size(), workflow, workspace.name()));
    }

    private List<String> names(Workspace workspace) {
        return programs.store().list(workspace).stream().map(FlowVersion::workflow).toList();
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        int number = newestVersion(workspace, workflow);
        Plan plan = programs.get(workspace, workflow, number).plan();
        return plan.lane() == null ? Lane.AUTOMATION : new Lane(plan.lane());
    }

    @Override
    public Decider open(RunKey run, StartRequest request, Instant startedAt) {
        return FlowDecider.open(program(run, request), run, request, startedAt, payloads);
    }

    @Override
    public Decider restore(RunKey run, StartRequest request, Instant startedAt, byte[] snapshot) {
        return FlowDecider.restore(
                program(run, request), run, request, startedAt, payloads, snapshot);
    }

    /// A run that began where nobody knew its flow has chosen no version: it takes the first.
    private Program program(RunKey run, StartRequest request) {
        int number = Math.max(1, request.version());
        return programs.get(run.workspace(), Gathering.flow(request), number);
    }
}
