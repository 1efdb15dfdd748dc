package dev.belay.flow.slot;

import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.Promise;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.plan.Concurrency.Overflow;
import dev.belay.flow.slot.SlotWorkflow.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Counts the slots that runs of one flow, or those of them that share a key, hold. It stands open
/// while anybody holds one or waits, and ends a while after.
public final class GateWorkflow implements Workflow<GateWorkflow.State, String> {
    public static final WorkflowType<State, String> TYPE =
            WorkflowType.of("belay.gate", State.class, String.class, GateWorkflow::new);

    /// Who holds a slot, who waits.
    public static final QueryType<Void, State> STATE = QueryType.of("state", State.class);

    /// Workflow ids of gates begin with it; the flow's name follows.
    public static final String ID_PREFIX = "belay.gate.";

    static final SignalType<Ask> ASK = SignalType.of("ask", Ask.class);
    static final SignalType<String> LEFT = SignalType.of("left", String.class);

    /// How often a gate that is just beginning, or ending, is asked.
    static final int TRIES_MAX = 10;

    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK_AFTER = Duration.ofHours(1);
    private static final int MESSAGES_PER_RUN = 500;

    /// @param slot the workflow id of the slot that asks
    /// @param limit as the asker's version of the flow has it: the newest ask decides
    public record Ask(String slot, int limit, Overflow overflow) {}

    /// @param held slots by when they were granted, the oldest first
    /// @param revoked of these, the ones that were asked to end
    /// @param waiting in the order of their coming
    public record State(List<String> held, List<String> revoked, List<String> waiting, int limit) {
        static final State NEW = new State(List.of(), List.of(), List.of(), 1);
    }

    private record Message(String slot, Verdict verdict) {}

    private final Set<String> held = new LinkedHashSet<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Deque<Message> toSend = new ArrayDeque<>();
    private int limit = 1;
    private int heard;

    @Override
    public String run(WorkflowContext context, State state) {
        held.addAll(state.held());
        revoked.addAll(state.revoked());
        waiting.addAll(state.waiting());
        limit = state.limit();
        context.onQuery(STATE, _ -> state());
        context.onSignal(ASK, this::asked);
        context.onSignal(LEFT, this::left);
        while (true) {
            int before = heard;
            boolean told =
                    context.await(
                            () -> !toSend.isEmpty() || heard != before,
                            isIdle() ? IDLE : LOOK_AFTER);
            if (!told && isIdle()) {
                return "idle";
            }
            if (!told) {
                lookAfterHolders();
            }
            send(context);
            if (heard >= MESSAGES_PER_RUN && toSend.isEmpty()) {
                throw context.continueAsNew(state());
            }
        }
    }

    private boolean isIdle() {
        return held.isEmpty() && waiting.isEmpty() && toSend.isEmpty();
    }

    /// A slot that was ended by force says nothing: it is found out by telling it again.
    private void lookAfterHolders() {
        held.forEach(slot -> toSend.add(new Message(slot, Verdict.GRANTED)));
    }

    private State state() {
        return new State(List.copyOf(held), List.copyOf(revoked), List.copyOf(waiting), limit);
    }

    private void asked(Ask ask) {
        heard++;
        limit = ask.limit();
        String slot = ask.slot();
        if (held.contains(slot)) {
            toSend.add(new Message(slot, Verdict.GRANTED));
        } else if (held.size() >= limit && ask.overflow() == Overflow.SKIP) {
            toSend.add(new Message(slot, Verdict.REFUSED));
        } else {
            waiting.add(slot);
            if (held.size() >= limit && ask.overflow() == Overflow.CANCEL_OLDEST) {
                revokeOldest();
            }
        }
        grant();
    }

    private void revokeOldest() {
        for (String slot : held) {
            if (revoked.add(slot)) {
                toSend.add(new Message(slot, Verdict.REVOKED));
                return;
            }
        }
    }

    private void left(String slot) {
        heard++;
        held.remove(slot);
        revoked.remove(slot);
        waiting.remove(slot);
        grant();
    }

    private void grant() {
        while (held.size() < limit && !waiting.isEmpty()) {
            String next = waiting.iterator().next();
            waiting.remove(next);
            held.add(next);
            toSend.add(new Message(next, Verdict.GRANTED));
        }
    }

    /// All that there is to say, at once.
    private void send(WorkflowContext context) {
        var sent = new ArrayList<Promise<Boolean>>();
        for (Message message = toSend.poll(); message != null; message = toSend.poll()) {
            Message told = message;
            sent.add(context.async(() -> tell(context, told)));
        }
        sent.forEach(Promise::get);
    }

    private boolean tell(WorkflowContext context, Message message) {
        try {
            context.signal(new WorkflowId(message.slot()), SlotWorkflow.VERDICT, message.verdict());
            return true;
        } catch (WorkflowException over) {
            if (!SlotWorkflow.isGone(over)) {
                throw over;
            }
            left(message.slot());
            return false;
        }
    }
}
