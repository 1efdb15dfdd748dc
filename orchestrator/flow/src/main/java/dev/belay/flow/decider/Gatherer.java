package dev.belay.flow.decider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.command.Command;
import dev.belay.core.message.StartRequest.ParentClosePolicy;
import dev.belay.core.model.RunId;
import dev.belay.flow.Gathering;
import dev.belay.flow.decider.Doing.Hearing;
import dev.belay.flow.plan.Step;
import dev.belay.flow.plan.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Gathers the events of a flow's `schedule.on`, and starts a run with each set that is complete.
///
/// Every set is a frame that listens, and one of them has heard nothing yet. An event goes to the
/// oldest set that takes it, so that sets of different correlations fill side by side, and those
/// without one fill in the order in which events come.
final class Gatherer {
    /// After so many events it goes on in a new run, so that no history grows for ever.
    static final int EVENTS_PER_RUN = 1_000;

    /// Sets that may be incomplete at once; beyond it the oldest is given up, and its events are
    /// counted as dropped.
    static final int SETS_MAX = 1_000;

    private final Machine machine;

    Gatherer(Machine machine) {
        this.machine = machine;
    }

    /// @param input events of sets that the run before this one left incomplete; else anything else
    void begin(JsonNode input) {
        machine.state.gathered = 0;
        listen();
        for (JsonNode event : input) {
            if (event instanceof ObjectNode object) {
                offer(object);
            }
        }
    }

    void heard(ObjectNode event) {
        machine.state.gathered = Objects.requireNonNull(machine.state.gathered) + 1;
        offer(event);
    }

    /// Called when everything was told: what is told after a run's end would be lost.
    void continueWhenLong() {
        Integer gathered = machine.state.gathered;
        if (gathered != null && gathered >= EVENTS_PER_RUN && !machine.state.closed) {
            goOnInNewRun();
        }
    }

    private void offer(ObjectNode event) {
        machine.runUntilAllWait();
        ListenStep listens = machine.steps().listens();
        for (Frame set : List.copyOf(machine.state.frames.values())) {
            if (listens.isListening(set) && listens.offer(set, on(), event)) {
                break;
            }
        }
        listen();
    }

    private Step.Listen on() {
        return (Step.Listen) task().step();
    }

    private Task task() {
        return Objects.requireNonNull(machine.plan.on(), "a plan that gathers nothing");
    }

    /// Sees to it that there is a set which has heard nothing.
    private void listen() {
        if (machine.state.closed
                || machine.state.frames.values().stream().anyMatch(Gatherer::isEmpty)) {
            return;
        }
        if (machine.state.frames.size() >= SETS_MAX) {
            Frame oldest = machine.state.frames.values().iterator().next();
            machine.state.eventsDropped += oldest.doing(Hearing.class).heard().size();
            machine.remove(oldest);
        }
        machine.start(null, 0, task().id(), NullNode.getInstance(), Map.of());
    }

    private static boolean isEmpty(Frame set) {
        return !(set.doing instanceof Hearing hearing) || hearing.heard().isEmpty();
    }

    /// One set is complete.
    void gathered(JsonNode events) {
        if (!events.isEmpty()) {
            RunStep.start(
                    machine,
                    machine.plan.workflow(),
                    events,
                    null,
                    ParentClosePolicy.ABANDON,
                    request -> request.withMemo(memo(events)));
        }
        listen();
    }

    /// So that runs which start each other by events are told from those that do not.
    private static Map<String, String> memo(JsonNode events) {
        int chain =
                events.valueStream()
                        .mapToInt(event -> event.path(Gathering.EVENT_CHAIN).asInt())
                        .max()
                        .orElse(0);
        return chain == 0 ? Map.of() : Map.of(Gathering.RUN_CHAIN, Integer.toString(chain));
    }

    /// Sets that are incomplete go with it, as their events in the order of the sets.
    private void goOnInNewRun() {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (Frame set : machine.state.frames.values()) {
            if (set.doing instanceof Hearing hearing) {
                hearing.heard().forEach(events::add);
            }
        }
        machine.commands.issue(
                Command.ContinueAsNew.class,
                machine.request.workflow(),
                command -> {
                    RunId next =
                            Seeds.runId(machine.evaluation.now(), machine.run + "/next/" + command);
                    return new Command.ContinueAsNew(
                            next,
                            machine.request
                                    .withInput(machine.values.write("gathered events", events))
                                    .withStartAt(null)
                                    .withContinuation(machine.run.runId(), List.of()));
                });
        machine.state.closed = true;
    }
}
