package dev.belay.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.client.QueryService;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.definition.compile.CompilerOptions;
import dev.belay.definition.compile.FlowCompiler;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.jq.JqExpressions;
import dev.belay.schedule.ScheduleClient;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.TriggerStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps schedules and triggers as the definitions of flows say: the newest enabled version
/// decides. Where all are disabled, the newest decides, and starts nothing.
///
/// What is to be done is written down before a flow changes and struck off after, so that a host
/// that dies in between does it when it is up again.
public final class FlowKeeper {
    private static final Logger LOG = System.getLogger(FlowKeeper.class.getName());
    private static final String PENDING = "flows-to-keep";
    private static final byte[] NOTHING = {};
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FlowStore flows;
    private final Records records;
    private final TriggerStore triggers;
    private final RunClient client;
    private final QueryService queries;
    private final Payloads payloads;
    private final FlowCompiler compiler = new FlowCompiler(CompilerOptions.of(new JqExpressions()));

    public FlowKeeper(
            FlowStore flows,
            Records records,
            TriggerStore triggers,
            RunClient client,
            QueryService queries,
            Payloads payloads) {
        this.flows = flows;
        this.records = records;
        this.triggers = triggers;
        this.client = client;
        this.queries = queries;
        this.payloads = payloads;
    }

    /// Writes down that a flow is about to change. Durable when it returns.
    void announce(Workspace workspace, String workflow) {
        records.put(pending(workspace, workflow), NOTHING);
    }

    /// Does all that was written down and not done. What cannot be done now stays.
    public void keepAll() {
        List<Records.Entry> entries =
                records.list(Workspace.DEFAULT, PENDING, Records.Order.ASCENDING, null, PAGE);
        for (Records.Entry entry : entries) {
            int slash = entry.name().indexOf('/');
            var workspace = new Workspace(entry.name().substring(0, slash));
            String workflow = entry.name().substring(slash + 1);
            try {
                keep(workspace, workflow);
            } catch (BelayException e) {
                LOG.log(
                        Level.WARNING,
                        "what starts flow {0} of workspace {1} cannot be brought up to date yet: {2}",
                        workflow,
                        workspace,
                        e.getMessage());
            }
        }
    }

    /// Brings a flow's schedule and triggers up to date.
    ///
    /// @throws BelayException when that cannot be done now; [#keepAll] will
    void keep(Workspace workspace, String workflow) {
        synchronized (this) {
            Optional<FlowVersion> decides = decides(workspace, workflow);
            if (decides.isPresent()) {
                FlowVersion version = decides.get();
                JsonNode definition = definition(workspace, version);
                FlowStarts starts = compiler.starts(definition);
                triggers(
                        workspace, workflow, FlowTriggers.of(workspace, starts), version.enabled());
                schedules(workspace, workflow, starts, version.enabled());
                new KeptGatherer(records, client, workspace)
                        .keep(version, starts, definition.at("/schedule/on"));
            }
        }
        records.remove(pending(workspace, workflow));
    }

    /// Drafts decide nothing.
    private Optional<FlowVersion> decides(Workspace workspace, String workflow) {
        List<FlowVersion> versions =
                flows.versions(workspace, workflow).reversed().stream()
                        .filter(version -> !version.version().contains("-draft."))
                        .toList();
        return versions.stream()
                .filter(FlowVersion::enabled)
                .findFirst()
                .or(() -> versions.stream().findFirst());
    }

    private JsonNode definition(Workspace workspace, FlowVersion version) {
        return flows.get(workspace, version.workflow(), version.number())
                .orElseThrow()
                .read()
                .definition();
    }

    // ---- triggers

    private void triggers(
            Workspace workspace, String workflow, List<Trigger> wanted, boolean enabled) {
        Set<String> ids = new HashSet<>();
        for (Trigger trigger : wanted) {
            boolean foreign =
                    triggers.find(workspace, trigger.id())
                            .filter(there -> !workflow.equals(there.flow()))
                            .isPresent();
            if (foreign) {
                throw new BelayException(
                        ErrorCode.INVALID_REQUEST,
                        "trigger '%s' of flow %s cannot be made: another has its id; delete that one"
                                .formatted(trigger.id(), workflow));
            }
            ids.add(trigger.id());
            triggers.put(trigger.withEnabled(enabled && trigger.enabled()));
        }
        @Nullable String cursor = null;
        do {
            var page = triggers.list(workspace, PAGE, cursor);
            page.items().stream()
                    .filter(there -> workflow.equals(there.flow()) && !ids.contains(there.id()))
                    .forEach(there -> triggers.remove(workspace, there.id()));
            cursor = page.cursor();
        } while (cursor != null);
    }

    // ---- the schedule

    private void schedules(
            Workspace workspace, String workflow, FlowStarts starts, boolean enabled) {
        var schedules = new ScheduleClient(client, queries, payloads, workspace, PATIENCE);
        var kept = new KeptSchedule(records, schedules, workspace, workflow);
        try {
            kept.keep(FlowSchedules.of(starts), enabled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BelayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "interrupted while the schedule of flow %s was changed".formatted(workflow),
                    e);
        }
    }

    private static Records.Key pending(Workspace workspace, String workflow) {
        return new Records.Key(
                Workspace.DEFAULT, PENDING, "%s/%s".formatted(workspace.name(), workflow));
    }
}
