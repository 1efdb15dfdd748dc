package dev.belay.flow.slot;

import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.workflow.ChildOptions;
import dev.belay.core.workflow.SignalType;
import dev.belay.core.workflow.Workflow;
import dev.belay.core.workflow.WorkflowContext;
import dev.belay.core.workflow.WorkflowException;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.plan.Concurrency.Overflow;
import dev.belay.flow.slot.GateWorkflow.Ask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The slot of one run of a flow, as a child of that run: it asks the gate for leave, tells its
/// parent, and gives the slot back when the parent is over, however that ended. That is why it is a
/// run of its own: the engine tells it of every end, also of a forced one.
public final class SlotWorkflow implements Workflow<SlotWorkflow.Wanted, String> {
    public static final WorkflowType<Wanted, String> TYPE =
            WorkflowType.of("belay.slot", Wanted.class, String.class, SlotWorkflow::new);

    /// What a flow's run is told by its slot.
    public static final String NEWS = "belay.slot";

    /// Told by the flow's run: it needs the slot no more.
    public static final String RELEASE = "release";

    static final SignalType<Verdict> VERDICT = SignalType.of("verdict", Verdict.class);
    private static final SignalType<String> RELEASED = SignalType.of(RELEASE, String.class);

    /// How often one that waits makes sure that there is a gate.
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    /// @param gate the gate's workflow id
    /// @param flowRun the workflow id of the run that wants the slot
    public record Wanted(String gate, String flowRun, int limit, Overflow overflow) {}

    /// What a gate says to one that asked.
    public enum Verdict {
        GRANTED,
        REFUSED,
        /// Another is to have the slot: the run is to be cancelled.
        REVOKED
    }

    private @Nullable Verdict verdict;
    private boolean released;

    /// What a host registers so that flows can limit how many of their runs are at work.
    public static List<WorkflowType<?, ?>> types() {
        return List.of(TYPE, GateWorkflow.TYPE);
    }

    @Override
    public String run(WorkflowContext context, Wanted wanted) {
        context.onSignal(VERDICT, told -> verdict = told);
        context.onSignal(RELEASED, _ -> released = true);
        String me = context.info().workflowId().value();
        try {
            return hold(context, wanted, me);
        } finally {
            var _ = context.uncancellable(() -> leave(context, wanted.gate(), me));
        }
    }

    private String hold(WorkflowContext context, Wanted wanted, String me) {
        while (verdict == null && !released) {
            ask(context, wanted, new Ask(me, wanted.limit(), wanted.overflow()));
            context.await(() -> verdict != null || released, ASK_AGAIN);
        }
        if (released) {
            return "given up";
        }
        tell(context, wanted.flowRun(), me);
        if (verdict == Verdict.REFUSED) {
            return "refused";
        }
        context.await(() -> released || verdict == Verdict.REVOKED);
        if (!released) {
            revoke(context, wanted);
            context.await(() -> released);
        }
        return "given back";
    }

    private void tell(WorkflowContext context, String flowRun, String me) {
        var news = SignalType.of(NEWS, Map.class);
        try {
            context.signal(
                    new WorkflowId(flowRun), news, Map.of("slot", me, "verdict", "" + verdict));
        } catch (WorkflowException over) {
            released |= isGone(over);
        }
    }

    private void revoke(WorkflowContext context, Wanted wanted) {
        try {
            context.requestCancel(
                    new WorkflowId(wanted.flowRun()), "a newer run takes the slot of this one");
        } catch (WorkflowException over) {
            released |= isGone(over);
        }
    }

    /// Begins the gate where there is none.
    private static void ask(WorkflowContext context, Wanted wanted, Ask ask) {
        var gate = new WorkflowId(wanted.gate());
        for (int attempt = 1; ; attempt++) {
            try {
                context.signal(gate, GateWorkflow.ASK, ask);
                return;
            } catch (WorkflowException missing) {
                if (!isGone(missing) || attempt == GateWorkflow.TRIES_MAX) {
                    throw missing;
                }
            }
            // Somebody else may begin it at the same time: one of them does. It outlives this one.
            var _ =
                    context.uncancellable(() ->
                            context.startChild(
                                    GateWorkflow.TYPE,
                                    GateWorkflow.State.NEW,
                                    ChildOptions.DEFAULT
                                            .withWorkflowId(wanted.gate())
                                            .withLane(context.info().lane())
                                            .withOnParentClose(ParentClosePolicy.ABANDON)));
            context.sleep(GateWorkflow.PAUSE);
        }
    }

    private static boolean leave(WorkflowContext context, String gate, String me) {
        try {
            context.signal(new WorkflowId(gate), GateWorkflow.LEFT, me);
        } catch (WorkflowException none) {
            // A gate that is gone holds nothing.
            if (!isGone(none)) {
                throw none;
            }
        }
        return true;
    }

    static boolean isGone(WorkflowException failed) {
        return failed.isCausedBy("run-not-found") || failed.isCausedBy("run-closed");
    }
}
