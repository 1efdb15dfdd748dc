package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.command.Command;
import dev.belay.core.model.TaskQueue;
import dev.belay.flow.plan.Step;

/// Tasks that an activity does: calls and `emit`.
final class CallStep {
    /// The activity that publishes an event.
    static final String EMIT = "emit-event";

    private final Machine machine;
    private final HttpArguments http;

    CallStep(Machine machine) {
        this.machine = machine;
        this.http = new HttpArguments(machine.evaluation);
    }

    void enter(Frame frame, Step.CallHttp call) {
        ObjectNode request = http.of(call, frame);
        boolean whole = call.output() == Step.HttpOutput.RESPONSE;
        frame.doing = new Doing.Calling(whole ? HttpArguments.shown(request) : null);
        schedule(frame, HttpArguments.ACTIVITY, HttpArguments.ACTIVITY, request, call.options());
    }

    void enter(Frame frame, Step.CallActivity call) {
        JsonNode arguments = machine.evaluation.arguments(call.arguments(), frame);
        frame.doing = new Doing.Calling(null);
        schedule(frame, call.activity(), call.queue(), arguments, call.options());
    }

    void enter(Frame frame, Step.Emit emit) {
        JsonNode with = machine.evaluation.filled(emit.event(), frame.input(), frame);
        if (!(with instanceof ObjectNode attributes)) {
            throw new ProblemException(
                    Problem.of(Problem.EXPRESSION, 400, "Not an event", "the event is no object"));
        }
        var event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", "%s-%d".formatted(machine.run.runId(), machine.state.lastCommand + 1));
        event.put("time", machine.evaluation.now().toString());
        event.put("source", "belay:" + machine.plan.workflow());
        event.setAll(attributes);
        frame.doing = new Doing.Emitting(event);
        schedule(frame, EMIT, EMIT, event, ActivityOptions.DEFAULT);
    }

    private void schedule(
            Frame frame, String activity, String queue, JsonNode input, ActivityOptions options) {
        int id =
                machine.commands.issue(
                        Command.ScheduleActivity.class,
                        activity,
                        _ ->
                                new Command.ScheduleActivity(
                                        activity,
                                        new TaskQueue(machine.request.lane(), queue),
                                        machine.values.write("arguments of " + activity, input),
                                        options));
        machine.state.waits.put(id, new Wait(frame.id, 0, Wait.What.CALL));
    }

    void completed(Frame frame, Step step, JsonNode result) {
        if (frame.doing instanceof Doing.Emitting(JsonNode event)) {
            machine.complete(frame, event);
        } else if (step instanceof Step.CallHttp call) {
            machine.complete(frame, answer(frame, call.output(), result));
        } else {
            machine.complete(frame, result);
        }
    }

    private static JsonNode answer(Frame frame, Step.HttpOutput output, JsonNode result) {
        JsonNode content = result.hasNonNull("body") ? result.get("body") : NullNode.getInstance();
        return switch (output) {
            // The bytes in base 64, where they are raw.
            case CONTENT, RAW -> content;
            case RESPONSE -> {
                var response = JsonNodeFactory.instance.objectNode();
                response.set("request", frame.doing(Doing.Calling.class).request());
                response.set("statusCode", result.path("status"));
                response.set("headers", result.path("headers"));
                response.set("content", content);
                yield response;
            }
        };
    }
}
