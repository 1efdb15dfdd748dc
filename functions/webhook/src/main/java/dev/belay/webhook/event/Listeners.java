package dev.belay.webhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.client.RunClient;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.Page;
import dev.belay.core.port.RunHead;
import dev.belay.core.port.RunQuery;
import dev.belay.flow.Gathering;
import dev.belay.flow.plan.Step;
import dev.belay.flow.store.FlowReader;
import dev.belay.webhook.EventTriggers;
import dev.belay.webhook.WebhookLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The runs of a workspace that listen: every open run of a flow that has a `listen`, or that
/// gathers what starts one, gets every event as a signal. Which events a run wants is for the run
/// to decide.
///
/// A run that begins while an event is being delivered may miss it.
public final class Listeners {
    private static final int RUNS_PER_PAGE = 100;
    private static final Set<RunStatus> OPEN =
            Set.of(RunStatus.SCHEDULED, RunStatus.RUNNING, RunStatus.BLOCKED);

    private final RunClient client;
    private final Payloads payloads;
    private final FlowReader flows;

    private record Version(String workflow, int number) {}

    public Listeners(RunClient client, Payloads payloads, FlowReader flows) {
        this.client = client;
        this.payloads = payloads;
        this.flows = flows;
    }

    /// @param emitted the event as those get it who start runs with it; at the end of a long chain
    ///   of runs that started each other they get nothing
    /// @param key the same for the same event, so that no run hears it twice
    /// @return how many runs were told
    public int tell(Workspace workspace, JsonNode event, JsonNode emitted, String key) {
        String id = Fingerprints.of(key);
        int told = 0;
        Payload payload = payloads.write(workspace, "event", event);
        Payload starting = payloads.write(workspace, "event", emitted);
        boolean circle = emitted.path(EventTriggers.CHAIN).asInt() > WebhookLimits.CHAIN_MAX;
        String type = event.path("type").asText();
        String name = type.isBlank() || type.length() > Limits.NAME_CHARS_MAX ? "event" : type;
        Map<Version, Boolean> listening = new HashMap<>();
        @Nullable String cursor = null;
        do {
            Page<RunHead> page =
                    client.list(
                            RunQuery.all(workspace, RUNS_PER_PAGE)
                                    .withStatuses(OPEN)
                                    .after(cursor));
            for (RunHead head : page.items()) {
                var version = new Version(head.workflow(), Math.max(1, head.version()));
                boolean gathers = version.workflow().equals(Gathering.WORKFLOW);
                if (gathers
                        ? !circle
                        : listening.computeIfAbsent(version, v -> listens(workspace, v))) {
                    signal(head, name, gathers ? starting : payload, id);
                    told++;
                }
            }
            cursor = page.cursor();
        } while (cursor != null);
        return told;
    }

    private boolean listens(Workspace workspace, Version version) {
        return flows.get(workspace, version.workflow(), version.number())
                .map(flow ->
                        flow.read().tasks().stream()
                                .anyMatch(task -> task.step() instanceof Step.Listen))
                .orElse(false);
    }

    private void signal(RunHead head, String name, Payload payload, String id) {
        try {
            client.signal(head.run(), name, payload, id);
        } catch (BelayException closed) {
            if (closed.code() != ErrorCode.RUN_CLOSED && closed.code() != ErrorCode.RUN_NOT_FOUND) {
                throw closed;
            }
        }
    }
}
