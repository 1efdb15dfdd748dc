package dev.belay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.client.RunClient;
import dev.belay.core.client.StartResult;
import dev.belay.core.decider.Payloads;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.message.StartRequest.ConflictPolicy;
import dev.belay.core.message.StartRequest.ReusePolicy;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.flow.Gathering;
import dev.belay.webhook.Delivery.Outcome;
import dev.belay.webhook.template.Digests;
import dev.belay.webhook.template.Json;
import dev.belay.webhook.verify.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts the run of a delivery, once: the same delivery again finds the run that the first one
/// started, even if nothing else was written of it.
final class RunStarter {
    /// The memo of a run that names the delivery that started it.
    private static final String DELIVERY = "delivery";

    private static final String TRIGGER = "trigger";

    /// The memo of a run that an event of another run started: the event's [EventTriggers#CHAIN].
    private static final String CHAIN = Gathering.RUN_CHAIN;

    private final RunClient client;
    private final Payloads payloads;

    RunStarter(RunClient client, Payloads payloads) {
        this.client = client;
        this.payloads = payloads;
    }

    /// @param ownId the workflow id that the trigger's expression made; null is the delivery's own
    /// @param chain 0 where no run emitted what was delivered
    Outcome start(
            Trigger trigger, String deliveryId, JsonNode input, @Nullable String ownId, int chain) {
        String mark = mark(deliveryId);
        var workflowId =
                new WorkflowId(ownId == null ? "hook/%s/%s".formatted(trigger.id(), mark) : ownId);
        StartRequest request =
                StartRequest.of(
                                workflowId,
                                trigger.workflow(),
                                trigger.lane(),
                                payloads.keep(
                                        trigger.workspace(),
                                        "the input of trigger '%s'".formatted(trigger.id()),
                                        Json.write(input)))
                        .withVersion(trigger.version())
                        .withMemo(memo(trigger, mark, chain))
                        .withPolicies(
                                ownId == null ? ReusePolicy.REJECT : ReusePolicy.ALLOW,
                                ownId == null ? ConflictPolicy.USE_EXISTING : trigger.conflict());
        RunKey before = ownId == null ? null : startedBy(trigger.workspace(), workflowId, mark);
        if (before != null) {
            return new Outcome.Duplicate(before.runId());
        }
        try {
            StartResult started = client.start(trigger.workspace(), request);
            return started.existing()
                    ? new Outcome.Duplicate(started.run().runId())
                    : new Outcome.Accepted(started.run().runId());
        } catch (BelayException e) {
            if (e.code() != ErrorCode.DUPLICATE_RUN) {
                throw e;
            }
            return taken(trigger.workspace(), workflowId, ownId == null, mark);
        }
    }

    private static Map<String, String> memo(Trigger trigger, String mark, int chain) {
        return chain == 0
                ? Map.of(TRIGGER, trigger.id(), DELIVERY, mark)
                : Map.of(TRIGGER, trigger.id(), DELIVERY, mark, CHAIN, Integer.toString(chain));
    }

    /// How many runs there are before one, by its memo.
    static int chain(Map<String, String> memo) {
        try {
            return Integer.parseInt(memo.getOrDefault(CHAIN, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private Outcome taken(
            Workspace workspace, WorkflowId workflowId, boolean ofDelivery, String mark) {
        if (ofDelivery) {
            return new Outcome.Duplicate(client.find(workspace, workflowId).runId());
        }
        RunKey run = startedBy(workspace, workflowId, mark);
        return run == null
                ? new Outcome.Refused(Refusal.CONFLICT, "")
                : new Outcome.Duplicate(run.runId());
    }

    /// The newest run of the workflow id, if this delivery started it.
    private @Nullable RunKey startedBy(Workspace workspace, WorkflowId workflowId, String mark) {
        try {
            RunKey run = client.find(workspace, workflowId);
            return mark.equals(client.describe(run).memo().get(DELIVERY)) ? run : null;
        } catch (BelayException e) {
            if (e.code() == ErrorCode.RUN_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /// What stands for a delivery id where any character may not.
    static String mark(String deliveryId) {
        byte[] digest = Digests.sha256(deliveryId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
