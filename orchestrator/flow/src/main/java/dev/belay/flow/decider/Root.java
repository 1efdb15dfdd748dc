package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.command.Command;
import dev.belay.core.model.Failure;
import dev.belay.flow.Gathering;
import dev.belay.flow.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// The flow as a whole: its beginning and its ends.
final class Root {
    private final Machine machine;

    Root(Machine machine) {
        this.machine = machine;
    }

    void begin() {
        FlowState state = machine.state;
        state.begun = true;
        JsonNode input;
        try {
            input = machine.values.read(machine.request.input());
        } catch (ProblemException unreadable) {
            fail(unreadable.problem());
            return;
        }
        if (Gathering.isDoneBy(machine.request)) {
            machine.gatherer().begin(input);
            return;
        }
        if (machine.request.parent() != null
                && machine.request.memo().containsKey(PagedLoop.MEMO)) {
            beginPage(input);
            return;
        }
        state.rawInput = input;
        try {
            state.input = machine.evaluation.input(machine.plan.input(), input, null);
            if (machine.admission().applies()) {
                machine.admission().ask();
            } else {
                goToWork();
            }
        } catch (ProblemException raised) {
            fail(raised.problem());
        }
    }

    void goToWork() {
        FlowState state = machine.state;
        state.atWork = true;
        try {
            if (machine.plan.timeout() != null) {
                machine.startTimer(
                        machine.evaluation.duration(
                                machine.plan.timeout(), state.input, null, Map.of()),
                        "timeout of the flow",
                        null,
                        0,
                        Wait.What.TIMEOUT);
            }
            machine.startBlock(null, 0, machine.plan.main(), state.input, Map.of());
        } catch (ProblemException raised) {
            fail(raised.problem());
        }
    }

    private void beginPage(JsonNode page) {
        FlowState state = machine.state;
        state.page = true;
        JsonNode shared = machine.values.load(PagedLoop.stored(page.path("shared")));
        state.rawInput = orNull(shared.path("rawInput"));
        state.input = orNull(shared.path("input"));
        state.context = orNull(shared.path("context"));
        var variables = new HashMap<String, JsonNode>();
        for (var variable : shared.path("variables").properties()) {
            variables.put(variable.getKey(), variable.getValue());
        }
        var items = new ArrayList<JsonNode>();
        machine.values.load(PagedLoop.stored(page.path("items"))).forEach(items::add);
        var frame =
                new Frame(
                        ++state.lastFrame,
                        0,
                        0,
                        page.path("task").asInt(),
                        variables,
                        state.input,
                        machine.evaluation.now());
        state.frames.put(frame.id, frame);
        var loop = (Step.For) machine.plan.task(frame.task).step();
        try {
            machine.steps()
                    .loops()
                    .begin(
                            frame,
                            loop,
                            items,
                            page.path("from").asInt(),
                            Math.max(1, page.path("concurrency").asInt()));
        } catch (ProblemException raised) {
            machine.fail(frame, raised.problem());
        }
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    /// Whether a frame is the loop of which this run does one page.
    boolean isPage(Frame frame) {
        return machine.state.page && frame.owner == 0;
    }

    void pageDone(ObjectNode result) {
        if (machine.state.closed) {
            return;
        }
        machine.cancelEverything("the page ended");
        close(result);
    }

    /// The last task of the flow is done.
    void done(JsonNode rawOutput) {
        if (machine.state.closed) {
            return;
        }
        if (machine.state.gathered != null) {
            machine.gatherer().gathered(rawOutput);
            return;
        }
        JsonNode output;
        try {
            output = machine.evaluation.output(machine.plan.output(), rawOutput, null);
        } catch (ProblemException raised) {
            fail(raised.problem());
            return;
        }
        machine.cancelEverything("the flow ended");
        close(output);
    }

    /// `then: end`.
    void end(JsonNode output) {
        if (machine.state.page) {
            pageDone(PageResult.ended(output));
        } else {
            done(output);
        }
    }

    private void close(JsonNode output) {
        try {
            machine.commands.issue(
                    Command.CompleteRun.class,
                    "",
                    _ ->
                            new Command.CompleteRun(
                                    machine.values.write(
                                            "output of flow " + machine.plan.workflow(), output)));
            machine.state.closed = true;
        } catch (ProblemException raised) {
            fail(raised.problem());
        }
    }

    void timedOut() {
        fail(Problem.of(Problem.TIMEOUT, 408, "Timed out", "the flow took longer than it may"));
    }

    void fail(Problem problem) {
        if (machine.state.closed) {
            return;
        }
        machine.cancelEverything("the flow failed");
        Failure failure = Failures.failure(problem.at("/"));
        machine.commands.issue(Command.FailRun.class, "", _ -> new Command.FailRun(failure));
        machine.state.closed = true;
    }

    void cancel(String reason) {
        machine.cancelEverything(reason);
        machine.commands.issue(Command.CancelRun.class, "", _ -> new Command.CancelRun(reason));
        machine.state.closed = true;
    }
}
