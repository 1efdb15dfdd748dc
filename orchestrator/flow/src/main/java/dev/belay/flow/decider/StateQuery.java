package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.plan.Task;
import org.jspecify.annotations.Nullable;

/// The answer of the query that every flow has: where it is, and its data.
final class StateQuery {
    static final String NAME = "belay.state";

    private StateQuery() {}

    /// @param slot what the run has of a slot; null where it needs none
    static ObjectNode answer(Plan plan, FlowState state, @Nullable String slot) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("flow", plan.workflow()).put("version", plan.version());
        answer.put("closed", state.closed);
        ArrayNode active = answer.putArray("active");
        for (Frame frame : state.frames.values()) {
            Task task = plan.task(frame.task);
            ObjectNode shown = active.addObject();
            shown.put("task", task.name()).put("reference", task.pointer());
            shown.put("since", frame.startedAt.toString());
            shown.set("input", frame.input());
            describe(frame, shown);
            ArrayNode waits = shown.putArray("waits");
            state.waits.forEach((command, wait) -> {
                if (wait.frame() == frame.id) {
                    waits.addObject()
                            .put("command", command)
                            .put("for", wait.what().name().toLowerCase(java.util.Locale.ROOT));
                }
            });
        }
        answer.set("context", state.context);
        answer.set("input", state.input);
        ObjectNode outputs = answer.putObject("outputs");
        state.outputs.forEach((task, output) -> outputs.set(plan.task(task).pointer(), output));
        if (slot != null) {
            answer.put("slot", slot);
        }
        answer.put("eventsKept", state.events.size()).put("eventsDropped", state.eventsDropped);
        return answer;
    }

    private static void describe(Frame frame, ObjectNode shown) {
        switch (frame.doing) {
            case null -> {}
            case Doing.Trying trying ->
                    shown.put("attempt", trying.attempt())
                            .put("phase", trying.phase().name().toLowerCase(java.util.Locale.ROOT));
            case Doing.Looping looping ->
                    shown.put("item", looping.offset() + looping.at())
                            .put("items", looping.items().size());
            case Doing.Mapping mapping ->
                    shown.put("item", mapping.offset() + mapping.next())
                            .put("items", mapping.items().size())
                            .put("inFlight", mapping.open())
                            .put("failed", mapping.failures().size());
            case Doing.Paging paging ->
                    shown.put("page", paging.next())
                            .put("pages", paging.pages().size())
                            .put("inFlight", paging.open());
            case Doing.Hearing hearing -> shown.put("heard", hearing.heard().size());
            case Doing.Forking forking -> shown.put("branchesDone", forking.outputs().size());
            case Doing.Emitting _, Doing.Calling _ -> {}
        }
    }
}
