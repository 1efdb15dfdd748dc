package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.WorkflowId;
import dev.belay.flow.plan.Concurrency;
import dev.belay.flow.slot.GateWorkflow;
import dev.belay.flow.slot.SlotWorkflow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets a run of a flow with a limit work only while it holds a slot. What it is told while it has
/// none is held back.
final class Admission {
    private static final int KEY_HASH_BYTES = 16;

    private final Machine machine;
    private final FlowState state;

    Admission(Machine machine) {
        this.machine = machine;
        this.state = machine.state;
    }

    /// Pages of a loop work on their run's slot, and what gathers events does no work.
    boolean applies() {
        return machine.plan.concurrency() != null && !state.page && state.gathered == null;
    }

    /// Whether it has to have a slot, and has none.
    boolean isHeldBack() {
        return applies() && state.atWork && !state.slotHeld;
    }

    void ask() {
        Concurrency limits = Objects.requireNonNull(machine.plan.concurrency());
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.put("gate", gate(limits)).put("flowRun", machine.request.workflowId().value());
        wanted.put("limit", limits.limit()).put("overflow", limits.overflow().name());
        int command =
                RunStep.start(
                        machine,
                        SlotWorkflow.TYPE.name(),
                        wanted,
                        null,
                        ParentClosePolicy.REQUEST_CANCEL,
                        request -> request);
        state.slotCommand = command;
        state.slot = "child-" + RunStep.childId(machine, command).value();
    }

    private String gate(Concurrency limits) {
        String all = GateWorkflow.ID_PREFIX + machine.plan.workflow();
        if (limits.key() == null) {
            return all;
        }
        JsonNode key = machine.evaluation.value(limits.key(), state.input, null, Map.of());
        return all + "." + hash(key.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    // ---- what it is told without a slot

    void holdBack(int timer) {
        holdBack(IntNode.valueOf(timer));
    }

    void holdBack(JsonNode what) {
        state.heldBack.add(what);
        if (state.slot == null) {
            ask();
        }
    }

    /// @return whether the news were for this run's slot
    boolean isNews(String signal) {
        return applies() && signal.equals(SlotWorkflow.NEWS);
    }

    /// What the slot says; words of a slot that was given back before mean nothing.
    ///
    /// @return what was held back and may be told now: numbers of timers, and events
    List<JsonNode> news(JsonNode news) {
        if (state.slotHeld
                || state.slot == null
                || !state.slot.equals(news.path("slot").textValue())) {
            return List.of();
        }
        if (news.path("verdict").asText().equals(SlotWorkflow.Verdict.REFUSED.name())) {
            machine.root().cancel(refusal());
            return List.of();
        }
        state.slotHeld = true;
        if (!state.atWork) {
            machine.root().goToWork();
        }
        List<JsonNode> told = List.copyOf(state.heldBack);
        state.heldBack.clear();
        return told;
    }

    private String refusal() {
        Concurrency limits = Objects.requireNonNull(machine.plan.concurrency());
        return "skipped: %d runs of flow %s%s are at work already, which is its limit"
                .formatted(
                        limits.limit(),
                        machine.plan.workflow(),
                        limits.key() == null ? "" : " with this key");
    }

    /// Whether a child that closed was the slot. One that ends by itself leaves its run without.
    boolean isSlot(int command) {
        return state.slotCommand != 0 && command == state.slotCommand;
    }

    void slotClosed(Outcome outcome) {
        boolean wasHeld = state.slotHeld;
        forget();
        if (wasHeld) {
            ask();
        } else if (outcome instanceof Outcome.Failed(var failure)) {
            machine.root()
                    .fail(
                            Problem.of(
                                    Problem.RUNTIME,
                                    500,
                                    "No slot",
                                    "the slot that this run asked for ended: "
                                            + failure.message()));
        }
    }

    // ---- giving it back

    /// Gives the slot back while there is nothing to do but wait, where the flow says so.
    void rest() {
        Concurrency limits = machine.plan.concurrency();
        if (limits != null
                && !limits.heldWhileWaiting()
                && state.slotHeld
                && !state.closed
                && state.waits.values().stream().noneMatch(Admission::isWork)) {
            WorkflowId slot = new WorkflowId(Objects.requireNonNull(state.slot));
            machine.commands.issue(
                    Command.SignalRun.class,
                    SlotWorkflow.RELEASE + " to " + slot,
                    _ ->
                            new Command.SignalRun(
                                    slot,
                                    null,
                                    SlotWorkflow.RELEASE,
                                    machine.values.write("release", TextNode.valueOf(""))));
            forget();
        }
    }

    private static boolean isWork(Wait wait) {
        return wait.what() == Wait.What.CALL || wait.what() == Wait.What.CHILD;
    }

    private void forget() {
        state.slot = null;
        state.slotCommand = 0;
        state.slotHeld = false;
    }

    /// What it has of a slot, for people; null where it needs none.
    @Nullable String inWords() {
        if (!applies()) {
            return null;
        }
        return state.slotHeld ? "held" : state.slot == null ? "given back" : "asked for";
    }
}
