package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.flow.decider.Doing.Hearing;
import dev.belay.flow.decider.Doing.Matched;
import dev.belay.flow.plan.Listening.Foreach;
import dev.belay.flow.plan.Listening.Strategy;
import dev.belay.flow.plan.Listening.Until;
import dev.belay.flow.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `listen`: takes events until there are enough, and does what is to be done with each.
final class ListenStep {
    /// Events that are kept while nobody listens; beyond it the oldest are dropped, and counted.
    static final int EVENTS_KEPT_MAX = 10_000;

    private final Machine machine;
    private final Hearsay hearsay;

    ListenStep(Machine machine) {
        this.machine = machine;
        this.hearsay = new Hearsay(machine);
    }

    void enter(Frame frame, Step.Listen listen) {
        Until until = listen.to().until();
        frame.doing =
                new Hearing(
                        new ArrayList<>(),
                        nothing(),
                        until instanceof Until.Heard ? nothing() : null,
                        new ArrayList<>(),
                        0,
                        null,
                        false);
        var kept = machine.state.events.iterator();
        while (kept.hasNext() && isListening(frame)) {
            if (take(frame, listen, kept.next())) {
                kept.remove();
            }
        }
        if (isHere(frame)) {
            goOn(frame, listen);
        }
    }

    private static Matched nothing() {
        return new Matched(new ArrayList<>(), new HashMap<>());
    }

    /// Gives an event to all who listen for it.
    void heard(ObjectNode event) {
        boolean taken = false;
        for (Frame frame : List.copyOf(machine.state.frames.values())) {
            if (isListening(frame)
                    && machine.plan.task(frame.task).step() instanceof Step.Listen listen) {
                taken |= offer(frame, listen, event);
            }
        }
        if (!taken && machine.program.mayHear(event.path("type").asText())) {
            keep(event);
        }
    }

    boolean offer(Frame frame, Step.Listen listen, ObjectNode event) {
        try {
            boolean taken = take(frame, listen, event);
            if (taken) {
                goOn(frame, listen);
            }
            return taken;
        } catch (ProblemException raised) {
            machine.fail(frame, raised.problem());
            return true;
        }
    }

    private void keep(ObjectNode event) {
        List<ObjectNode> events = machine.state.events;
        if (events.size() == EVENTS_KEPT_MAX) {
            events.removeFirst();
            machine.state.eventsDropped++;
        }
        events.add(event);
    }

    private boolean isHere(Frame frame) {
        return machine.state.frames.containsKey(frame.id);
    }

    boolean isListening(Frame frame) {
        return isHere(frame) && frame.doing instanceof Hearing hearing && !hearing.satisfied();
    }

    private boolean take(Frame frame, Step.Listen listen, ObjectNode event) {
        Hearing hearing = frame.doing(Hearing.class);
        Matched ends = hearing.until();
        if (ends != null && listen.to().until() instanceof Until.Heard(Strategy until)) {
            if (hearsay.take(until, ends, event, frame)) {
                if (Hearsay.isComplete(until, ends)) {
                    frame.doing = hearing.satisfiedNow();
                }
                return true;
            }
        }
        if (!hearsay.take(listen.to(), hearing.to(), event, frame)) {
            return false;
        }
        JsonNode value = Events.read(listen.read(), event);
        if (listen.foreach() == null) {
            hearing.heard().add(value);
            judge(frame, listen);
        } else {
            hearing.waiting().add(value);
            if (listen.to().until() == null) {
                judge(frame, listen);
            }
        }
        return true;
    }

    /// Decides whether that was enough.
    private void judge(Frame frame, Step.Listen listen) {
        Hearing hearing = frame.doing(Hearing.class);
        boolean enough =
                switch (listen.to().until()) {
                    case null -> Hearsay.isComplete(listen.to(), hearing.to());
                    case Until.Holds(var condition) ->
                            machine.evaluation.holds(
                                    condition, array(hearing.heard()), frame, Map.of());
                    case Until.Heard _ -> hearing.satisfied();
                };
        if (enough) {
            frame.doing = hearing.satisfiedNow();
        }
    }

    private void goOn(Frame frame, Step.Listen listen) {
        Hearing hearing = frame.doing(Hearing.class);
        Foreach each = listen.foreach();
        if (each != null && hearing.current() == null && !hearing.waiting().isEmpty()) {
            JsonNode event = hearing.waiting().removeFirst();
            frame.doing = hearing.begun(event);
            machine.startBlock(
                    frame, hearing.at(), each.block(), event, variables(each, event, hearing.at()));
        } else if (hearing.satisfied()
                && hearing.current() == null
                && hearing.waiting().isEmpty()) {
            machine.complete(frame, array(hearing.heard()));
        }
    }

    /// `foreach` is done with an event.
    void eventDone(Frame frame, Step.Listen listen, JsonNode raw) {
        Hearing hearing = frame.doing(Hearing.class);
        Foreach each = listen.foreach();
        if (each == null || hearing.current() == null) {
            return;
        }
        // Stands for the iteration, so that its variables are seen.
        var iteration =
                new Frame(
                        0,
                        frame.id,
                        0,
                        frame.task,
                        variables(each, hearing.current(), hearing.at() - 1),
                        frame.input(),
                        frame.startedAt);
        JsonNode output = machine.evaluation.output(each.output(), raw, iteration);
        machine.evaluation.export(each.export(), output, iteration);
        hearing.heard().add(output);
        frame.doing = hearing.ended();
        if (listen.to().until() instanceof Until.Holds && !hearing.satisfied()) {
            judge(frame, listen);
            dropWaiting(frame);
        }
        goOn(frame, listen);
    }

    /// What came after the event that was enough is not wanted any more.
    private void dropWaiting(Frame frame) {
        Hearing hearing = frame.doing(Hearing.class);
        if (hearing.satisfied()) {
            hearing.waiting().clear();
        }
    }

    private static Map<String, JsonNode> variables(Foreach each, JsonNode event, int at) {
        return Map.of(each.item(), event, each.at(), IntNode.valueOf(at));
    }

    private static ArrayNode array(List<JsonNode> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.size());
        values.forEach(array::add);
        return array;
    }
}
