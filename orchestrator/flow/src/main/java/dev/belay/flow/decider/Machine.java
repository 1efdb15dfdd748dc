package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.command.Command;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.RunKey;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Span;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import dev.belay.flow.plan.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Enters, completes, fails and cancels frames. What a task does is asked of its step.
///
/// Frames that are to be entered wait on a stack, so that a branch goes as far as it can before the
/// next one begins, and a long loop does not nest. The stack is empty between decisions.
final class Machine {
    /// Tasks that one decision may enter. More is a loop that waits for nothing.
    static final int ENTRIES_MAX = 250_000;

    final Program program;
    final Plan plan;
    final FlowState state;
    final Evaluation evaluation;
    final CommandList commands;
    final Values values;
    final RunKey run;
    final StartRequest request;
    private final Cancels cancels;
    private final Steps steps;
    private final Root root;
    private final Gatherer gatherer;
    private final Admission admission;
    private final Deque<Frame> toEnter = new ArrayDeque<>();
    private int entries;

    Machine(
            Program program,
            FlowState state,
            RunKey run,
            StartRequest request,
            Instant startedAt,
            Values values) {
        this.program = program;
        this.plan = program.plan();
        this.state = state;
        this.run = run;
        this.request = request;
        this.values = values;
        this.evaluation = new Evaluation(program, state, run.runId().value(), startedAt);
        this.commands =
                new CommandList(
                        "%s/%s (%s)".formatted(request.workflowId(), run.runId(), plan.workflow()),
                        state);
        this.cancels = new Cancels(state, commands);
        this.steps = new Steps(this);
        this.root = new Root(this);
        this.gatherer = new Gatherer(this);
        this.admission = new Admission(this);
    }

    Steps steps() {
        return steps;
    }

    Root root() {
        return root;
    }

    Gatherer gatherer() {
        return gatherer;
    }

    Admission admission() {
        return admission;
    }

    // ---- going on

    /// Enters what is to be entered, until everything waits.
    void runUntilAllWait() {
        entries = 0;
        while (!toEnter.isEmpty() && !state.closed) {
            Frame frame = toEnter.pop();
            if (!state.frames.containsKey(frame.id)) {
                continue;
            }
            if (++entries > ENTRIES_MAX) {
                throw new BelayException(
                        ErrorCode.DECISION_TOO_LONG,
                        "run %s entered %d tasks without waiting for anything, the last one %s; let the loop wait, or end"
                                .formatted(run, ENTRIES_MAX, plan.task(frame.task).pointer()));
            }
            enter(frame);
        }
        toEnter.clear();
    }

    /// Begins the first task of a block.
    ///
    /// @param owner the frame whose block it is; null is the flow
    /// @param slot which of its parts
    void startBlock(
            @Nullable Frame owner,
            int slot,
            List<Integer> block,
            JsonNode input,
            Map<String, JsonNode> variables) {
        if (block.isEmpty()) {
            blockDone(owner, slot, input);
        } else {
            start(owner, slot, block.getFirst(), input, variables);
        }
    }

    void start(
            @Nullable Frame owner,
            int slot,
            int task,
            JsonNode input,
            Map<String, JsonNode> variables) {
        var frame =
                new Frame(
                        ++state.lastFrame,
                        owner == null ? 0 : owner.id,
                        slot,
                        task,
                        variables,
                        input,
                        evaluation.now());
        state.frames.put(frame.id, frame);
        toEnter.push(frame);
    }

    private void enter(Frame frame) {
        Task task = plan.task(frame.task);
        try {
            if (task.condition() != null
                    && !evaluation.holds(task.condition(), frame.raw, frame, Map.of())) {
                leave(frame, frame.raw, Then.CONTINUE);
                return;
            }
            JsonNode input = evaluation.input(task.input(), frame.raw, frame);
            frame.changed = task.input().as() == null ? null : input;
            if (task.timeout() != null) {
                Duration limit =
                        evaluation.duration(task.timeout(), frame.input(), frame, Map.of());
                frame.timeout =
                        startTimer(
                                limit, "timeout of " + task.pointer(), frame, 0, Wait.What.TIMEOUT);
            }
            steps.enter(frame, task.step());
        } catch (ProblemException raised) {
            fail(frame, raised.problem());
        }
    }

    // ---- ends of tasks

    /// A task's work is done.
    void complete(Frame frame, JsonNode rawOutput) {
        complete(frame, rawOutput, plan.task(frame.task).then());
    }

    void complete(Frame frame, JsonNode rawOutput, Then then) {
        Task task = plan.task(frame.task);
        JsonNode output;
        try {
            output = evaluation.output(task.output(), rawOutput, frame);
            evaluation.export(task.export(), output, frame);
        } catch (ProblemException raised) {
            fail(frame, raised.problem());
            return;
        }
        state.outputs.put(task.id(), output);
        leave(frame, output, then);
    }

    private void leave(Frame frame, JsonNode output, Then then) {
        remove(frame);
        Frame owner = owner(frame);
        switch (then) {
            case Then.Continue() -> {
                int next = plan.task(frame.task).next();
                if (next < 0 || isBranch(owner)) {
                    blockDone(owner, frame.slot, output);
                } else {
                    start(owner, frame.slot, next, output, frame.variables);
                }
            }
            case Then.Exit() -> blockDone(owner, frame.slot, output);
            case Then.End() -> root.end(output);
            case Then.Goto(int task) -> {
                if (isBranch(owner)) {
                    blockDone(owner, frame.slot, output);
                } else {
                    start(owner, frame.slot, task, output, frame.variables);
                }
            }
        }
    }

    /// A branch of a fork is one task: there is none beside it to go on with.
    private boolean isBranch(@Nullable Frame owner) {
        return owner != null && plan.task(owner.task).step() instanceof Step.Fork;
    }

    private void blockDone(@Nullable Frame owner, int slot, JsonNode output) {
        if (owner == null) {
            root.done(output);
            return;
        }
        try {
            steps.blockDone(owner, plan.task(owner.task).step(), slot, output);
        } catch (ProblemException raised) {
            fail(owner, raised.problem());
        }
    }

    /// A task failed: whoever encloses it decides what that means.
    void fail(Frame frame, Problem problem) {
        Problem placed = problem.at(plan.task(frame.task).pointer());
        cancelWithin(frame, "its task failed");
        remove(frame);
        Frame owner = owner(frame);
        if (owner == null) {
            root.fail(placed);
            return;
        }
        try {
            steps.blockFailed(owner, plan.task(owner.task).step(), frame.slot, placed);
        } catch (ProblemException raised) {
            fail(owner, raised.problem());
        }
    }

    private @Nullable Frame owner(Frame frame) {
        return state.frames.get(frame.owner);
    }

    void remove(Frame frame) {
        state.frames.remove(frame.id);
        if (frame.timeout != 0) {
            cancelTimer(frame.timeout);
        }
    }

    void cancelWithin(Frame frame, String reason) {
        cancels.within(frame, reason);
    }

    /// Gives up one part of a frame.
    void cancelSlot(Frame owner, int slot, String reason) {
        for (Frame frame : List.copyOf(state.frames.values())) {
            if (frame.owner == owner.id && frame.slot == slot) {
                cancels.within(frame, reason);
                remove(frame);
            }
        }
    }

    void cancelEverything(String reason) {
        cancels.everything(reason);
    }

    // ---- commands that steps share

    int startTimer(Duration delay, String label, @Nullable Frame frame, int slot, Wait.What what) {
        Instant fireAt = evaluation.now().plus(delay);
        int id =
                commands.issue(
                        Command.StartTimer.class,
                        label,
                        _ -> new Command.StartTimer(fireAt, label));
        state.waits.put(id, new Wait(frame == null ? 0 : frame.id, slot, what));
        return id;
    }

    void cancelTimer(int id) {
        if (id != 0) {
            cancels.one(id, "");
        }
    }

    Duration duration(Span span, Frame frame, Map<String, JsonNode> more) {
        return evaluation.duration(span, frame.input(), frame, more);
    }
}
