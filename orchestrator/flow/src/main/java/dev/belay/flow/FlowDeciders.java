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
import dev.belay.flow.store.PublishedFlow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows the published flows. Keeps the compiled ones that were used last.
public final class FlowDeciders implements Deciders {
    private static final int PROGRAMS_MAX = 1_000;

    private final FlowReader store;
    private final Expressions expressions;
    private final Schemas schemas;
    private final Payloads payloads;

    /// By last use, the oldest first. Guarded by itself.
    private final Map<Key, Program> programs =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
                    return size() > PROGRAMS_MAX;
                }
            };

    private record Key(Workspace workspace, String workflow, int number) {}

    public FlowDeciders(
            FlowReader store, Expressions expressions, Schemas schemas, Payloads payloads) {
        this.store = store;
        this.expressions = expressions;
        this.schemas = schemas;
        this.payloads = payloads;
    }

    @Override
    public int newestVersion(Workspace workspace, String workflow) {
        List<FlowVersion> versions = store.versions(workspace, workflow);
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
        return store.list(workspace).stream().map(FlowVersion::workflow).toList();
    }

    @Override
    public Lane lane(Workspace workspace, String workflow) {
        Plan plan = program(workspace, workflow, newestVersion(workspace, workflow)).plan();
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
        return program(run.workspace(), request.workflow(), number);
    }

    private Program program(Workspace workspace, String workflow, int number) {
        var key = new Key(workspace, workflow, number);
        Program known = known(key);
        if (known != null) {
            return known;
        }
        PublishedFlow flow =
                store.get(workspace, workflow, number)
                        .orElseThrow(() ->
                                new BelayException(
                                        ErrorCode.UNKNOWN_WORKFLOW,
                                        "version %d of flow '%s' is not published in workspace %s; published are %s"
                                                .formatted(
                                                        number,
                                                        workflow,
                                                        workspace.name(),
                                                        numbers(workspace, workflow))));
        var program = new Program(flow.read(), expressions, schemas);
        synchronized (programs) {
            programs.put(key, program);
        }
        return program;
    }

    private List<Integer> numbers(Workspace workspace, String workflow) {
        return store.versions(workspace, workflow).stream().map(FlowVersion::number).toList();
    }

    private @Nullable Program known(Key key) {
        synchronized (programs) {
            return programs.get(key);
        }
    }
}
