package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Outcome;
import dev.belay.flow.plan.Step;
import java.util.List;

/// Which code does a kind of task. Each switch names every kind, so that a new one cannot be
/// forgotten.
final class Steps {
    private final CallStep calls;
    private final ForkStep forks;
    private final LoopStep loops;
    private final ListenStep listens;
    private final RunStep runs;
    private final PlainSteps plain;
    private final TryStep tries;
    private final Machine machine;

    Steps(Machine machine) {
        this.machine = machine;
        this.calls = new CallStep(machine);
        this.forks = new ForkStep(machine);
        this.loops = new LoopStep(machine);
        this.listens = new ListenStep(machine);
        this.runs = new RunStep(machine);
        this.plain = new PlainSteps(machine);
        this.tries = new TryStep(machine);
    }

    LoopStep loops() {
        return loops;
    }

    ListenStep listens() {
        return listens;
    }

    void enter(Frame frame, Step step) {
        switch (step) {
            case Step.CallHttp call -> calls.enter(frame, call);
            case Step.CallActivity call -> calls.enter(frame, call);
            case Step.Do(List<Integer> block) ->
                    machine.startBlock(frame, 0, block, frame.input(), java.util.Map.of());
            case Step.Emit emit -> calls.enter(frame, emit);
            case Step.For loop -> loops.enter(frame, loop);
            case Step.Fork fork -> forks.enter(frame, fork);
            case Step.Listen listen -> listens.enter(frame, listen);
            case Step.Raise raise -> plain.enter(frame, raise);
            case Step.RunWorkflow run -> runs.enter(frame, run);
            case Step.Set set -> plain.enter(frame, set);
            case Step.Switch cases -> plain.enter(frame, cases);
            case Step.Try attempt -> tries.enter(frame, attempt);
            case Step.Wait wait -> plain.enter(frame, wait);
        }
    }

    /// A block inside a task came to its end.
    void blockDone(Frame frame, Step step, int slot, JsonNode output) {
        switch (step) {
            case Step.Do _ -> machine.complete(frame, output);
            case Step.For loop -> loops.iterationDone(frame, loop, slot, output);
            case Step.Fork fork -> forks.branchDone(frame, fork, slot, output);
            case Step.Listen listen -> listens.eventDone(frame, listen, output);
            case Step.Try _ -> tries.blockDone(frame, output);
            case Step.CallHttp _,
                    Step.CallActivity _,
                    Step.Emit _,
                    Step.Raise _,
                    Step.RunWorkflow _,
                    Step.Set _,
                    Step.Switch _,
                    Step.Wait _ ->
                    throw holdsNothing(step);
        }
    }

    /// A task inside a task failed.
    void blockFailed(Frame frame, Step step, int slot, Problem problem) {
        switch (step) {
            case Step.For loop -> loops.iterationFailed(frame, loop, slot, problem);
            case Step.Fork fork -> forks.branchFailed(frame, fork, problem);
            case Step.Try attempt -> tries.blockFailed(frame, attempt, problem);
            case Step.Do _, Step.Listen _ -> machine.fail(frame, problem);
            case Step.CallHttp _,
                    Step.CallActivity _,
                    Step.Emit _,
                    Step.Raise _,
                    Step.RunWorkflow _,
                    Step.Set _,
                    Step.Switch _,
                    Step.Wait _ ->
                    throw holdsNothing(step);
        }
    }

    /// An activity ended.
    void called(Frame frame, Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed(var result) ->
                    calls.completed(
                            frame,
                            machine.plan.task(frame.task).step(),
                            machine.values.read(result));
            case Outcome.Failed(var failure) -> machine.fail(frame, Failures.problem(failure));
        }
    }

    /// A child run ended.
    void childClosed(Frame frame, int slot, Outcome outcome) {
        if (frame.doing instanceof Doing.Paging) {
            loops.pages().pageClosed(frame, slot, outcome);
        } else {
            runs.closed(frame, outcome);
        }
    }

    void timerFired(Frame frame) {
        if (frame.doing instanceof Doing.Trying) {
            tries.again(frame);
        } else {
            machine.complete(frame, frame.input());
        }
    }

    void attemptTimedOut(Frame frame) {
        tries.attemptTimedOut(frame);
    }

    private static IllegalStateException holdsNothing(Step step) {
        return new IllegalStateException(step.getClass().getSimpleName() + " has no block");
    }
}
