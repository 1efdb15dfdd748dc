package dev.belay.local.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.client.RunClient;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Records;
import dev.belay.definition.compile.FlowStarts;
import dev.belay.flow.Gathering;
import dev.belay.flow.store.FlowVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// The run that gathers the events which together start a run of a flow. It is begun anew only when
/// what it gathers changes, because the sets that are incomplete then are lost.
final class KeptGatherer {
    private static final String TOLD = "flow-gatherers";

    private final Records records;
    private final RunClient client;
    private final Workspace workspace;

    KeptGatherer(Records records, RunClient client, Workspace workspace) {
        this.records = records;
        this.client = client;
        this.workspace = workspace;
    }

    /// @param on as it is in the definition
    void keep(FlowVersion version, FlowStarts starts, JsonNode on) {
        var key = new Records.Key(workspace, TOLD, version.workflow());
        Optional<byte[]> told = records.get(key);
        boolean gathers =
                version.enabled() && starts.schedule() != null && starts.schedule().gathers();
        if (!gathers) {
            if (told.isPresent()) {
                end(version.workflow());
                records.remove(key);
            }
            return;
        }
        Lane lane = Objects.requireNonNullElse(starts.info().lane(), Lane.AUTOMATION);
        byte[] now = "%s %s".formatted(lane, on).getBytes(StandardCharsets.UTF_8);
        if (told.isEmpty() || !Arrays.equals(told.get(), now)) {
            client.start(
                    workspace,
                    Gathering.request(version.workflow(), version.number(), lane)
                            .withPolicies(ReusePolicy.ALLOW, ConflictPolicy.TERMINATE_EXISTING));
            records.put(key, now);
        }
    }

    private void end(String workflow) {
        try {
            client.terminate(
                    client.find(workspace, Gathering.workflowId(workflow)),
                    "its flow gathers no events any more");
        } catch (BelayException e) {
            if (e.code() != ErrorCode.RUN_NOT_FOUND && e.code() != ErrorCode.RUN_CLOSED) {
                throw e;
            }
        }
    }
}
