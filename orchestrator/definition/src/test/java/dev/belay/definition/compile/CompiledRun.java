package dev.belay.definition.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.core.command.Command;
import dev.belay.core.decider.Payloads;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.definition.schema.JsonSchemas;
import dev.belay.flow.decider.FlowDecider;
import dev.belay.flow.decider.Program;
import dev.belay.flow.plan.Plan;
import dev.belay.jq.JqExpressions;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPayloadStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/// Runs a plan to its end: timers fire at once, and activities answer what a test says.
final class CompiledRun {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Workspace WORKSPACE = new Workspace("test");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DECISIONS_MAX = 500;

    private final Payloads payloads =
            new Payloads(new JacksonPayloadCodec(), new InMemoryPayloadStore());
    private final BiFunction<String, JsonNode, String> activities;
    final List<JsonNode> calls = new ArrayList<>();

    /// @param activities the answer to an activity and its arguments, as JSON
    CompiledRun(BiFunction<String, JsonNode, String> activities) {
        this.activities = activities;
    }

    /// The output, or the error of a run that failed: `failed: ` and its message.
    String run(Plan plan, String input) throws Exception {
        var request =
                StartRequest.of(
                        new WorkflowId("w"), plan.workflow(), Lane.AUTOMATION, payload(input));
        var decider =
                FlowDecider.open(
                        new Program(plan, new JqExpressions(), new JsonSchemas()),
                        new RunKey(WORKSPACE, RunId.of(START, 1, 2)),
                        request,
                        START,
                        payloads);
        Instant now = START;
        var events = new ArrayDeque<HistoryEvent.Incoming>();
        events.add(new HistoryEvent.RunStarted(request));
        for (int i = 0; i < DECISIONS_MAX && !events.isEmpty(); i++) {
            HistoryEvent.Incoming event = events.poll();
            for (CommandIssued issued : decider.decide(now, List.of(event))) {
                switch (issued.command()) {
                    case Command.CompleteRun(Payload result) -> {
                        return text(result);
                    }
                    case Command.FailRun(var failure) -> {
                        return "failed: " + failure.message();
                    }
                    case Command.StartTimer timer -> {
                        now = timer.fireAt().isAfter(now) ? timer.fireAt() : now;
                        events.add(new HistoryEvent.TimerFired(issued.id()));
                    }
                    case Command.ScheduleActivity activity ->
                            events.addFirst(answer(issued.id(), activity));
                    case Command other -> Objects.requireNonNull(other);
                }
            }
        }
        return "still open";
    }

    private HistoryEvent.Incoming answer(int id, Command.ScheduleActivity activity)
            throws Exception {
        JsonNode arguments = JSON.readTree(text(activity.input()));
        calls.add(arguments);
        return new HistoryEvent.ActivityCompleted(
                id, 1, payload(activities.apply(activity.activity(), arguments)));
    }

    private Payload payload(String json) throws Exception {
        return payloads.write(WORKSPACE, "", JSON.readTree(json));
    }

    private String text(Payload payload) {
        return String.valueOf(payloads.read(WORKSPACE, payload, JsonNode.class));
    }
}
