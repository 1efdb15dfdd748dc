package dev.belay.flow.decider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.command.Command;
import dev.belay.core.decider.Payloads;
import dev.belay.core.history.HistoryEvent.ActivityCompleted;
import dev.belay.core.history.HistoryEvent.ActivityFailed;
import dev.belay.core.history.HistoryEvent.CancelRequested;
import dev.belay.core.history.HistoryEvent.ChildClosed;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.Incoming;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.history.HistoryEvent.SignalReceived;
import dev.belay.core.history.HistoryEvent.TimerFired;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Failure;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Outcome;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.RunStatus;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.flow.Gathering;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.schema.Schemas;
import dev.belay.flow.slot.SlotWorkflow;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.memory.InMemoryPayloadStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A run of a flow, told its events by hand. Three deciders are told the same: one that goes on,
/// one that is written as JSON and restored after every decision, and at each look at the result a
/// third that replays all of it. They must never differ.
final class FlowRun {
    private record Told(Instant time, List<Incoming> events, List<CommandIssued> commands) {}

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Workspace WORKSPACE = new Workspace("test");

    /// A state of this size is not read back after every decision: that would take minutes.
    private static final int LARGE_BYTES = 500_000;

    private final Program program;
    private final Payloads payloads;
    private final Values values;
    private final RunKey run;
    private final StartRequest request;
    private final FlowDecider lasting;
    private FlowDecider restored;
    private final List<Told> told = new ArrayList<>();
    private final Map<Integer, Command> issued = new TreeMap<>();
    private Instant now = START;

    private FlowRun(Program program, Payloads payloads, StartRequest request) {
        this.program = program;
        this.payloads = payloads;
        this.values = new Values(payloads, WORKSPACE);
        this.run = new RunKey(WORKSPACE, RunId.of(START, 1, 2));
        this.request = request;
        this.lasting = FlowDecider.open(program, run, request, START, payloads);
        this.restored = FlowDecider.open(program, run, request, START, payloads);
        tell(new RunStarted(request));
    }

    static FlowRun start(Plan plan, String input) {
        Payloads payloads = newPayloads();
        Payload written = new Values(payloads, WORKSPACE).write("", Flows.json(input));
        return start(plan, written, payloads);
    }

    /// The run that gathers the events of `schedule.on`.
    static FlowRun gather(Plan plan) {
        Payloads payloads = newPayloads();
        return new FlowRun(
                new Program(plan, new TinyJq(), _ -> _ -> List.of()),
                payloads,
                Gathering.request(plan.workflow(), 3, Lane.AUTOMATION));
    }

    /// The run that goes on where this one continued as new.
    FlowRun next() {
        var next = (Command.ContinueAsNew) closing();
        return new FlowRun(program, payloads, next.request());
    }

    /// @param input any text
    static FlowRun startRaw(Plan plan, String input) {
        return start(plan, Payload.Inline.of(input), newPayloads());
    }

    private static Payloads newPayloads() {
        return new Payloads(new JacksonPayloadCodec(), new InMemoryPayloadStore());
    }

    private static FlowRun start(Plan plan, Payload input, Payloads payloads) {
        Schemas schemas = document -> value -> violations(document, value);
        var request =
                StartRequest.of(new WorkflowId("w"), plan.workflow(), Lane.AUTOMATION, input)
                        .withVersion(3);
        return new FlowRun(new Program(plan, new TinyJq(), schemas), payloads, request);
    }

    private static List<String> violations(JsonNode document, JsonNode value) {
        String type = document.path("type").asText();
        return value.getNodeType().name().equalsIgnoreCase(type)
                ? List.of()
                : List.of("expected " + type);
    }

    /// The run that a command of this one starts.
    FlowRun child(int command) {
        var start = command(Command.StartChild.class, command);
        return new FlowRun(
                program,
                payloads,
                start.request().withParent(new StartRequest.Parent(run, Lane.AUTOMATION, command)));
    }

    // ---- what happens

    void tell(Incoming... events) {
        List<Incoming> all = List.of(events);
        List<CommandIssued> commands = lasting.decide(now, all);
        assertThat(restored.decide(now, all)).isEqualTo(commands);
        byte[] state = restored.snapshot();
        if (state.length < LARGE_BYTES || told.size() % 25 == 0) {
            restored = FlowDecider.restore(program, run, request, START, payloads, state);
        }
        told.add(new Told(now, all, commands));
        commands.forEach(command -> issued.put(command.id(), command.command()));
    }

    void complete(int id, String json) {
        tell(new ActivityCompleted(id, 1, values.write("", Flows.json(json))));
    }

    void fail(int id, String type) {
        tell(new ActivityFailed(id, 1, Failure.application(type, "it failed", false)));
    }

    void fire(int id) {
        var timer = command(Command.StartTimer.class, id);
        now = timer.fireAt();
        tell(new TimerFired(id));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void signal(String name, String json) {
        signal(name, values.write("", Flows.json(json)));
    }

    /// Many signals, told at once.
    void signals(String name, List<String> contents) {
        var events = new ArrayList<Incoming>();
        for (String content : contents) {
            events.add(
                    new SignalReceived(
                            "item-%d-%d".formatted(told.size(), events.size()),
                            name,
                            values.write("", Flows.json(content))));
        }
        tell(events.toArray(Incoming[]::new));
    }

    /// @param text any
    void signalRaw(String name, String text) {
        signal(name, Payload.Inline.of(text));
    }

    private void signal(String name, Payload payload) {
        tell(new SignalReceived("item-" + told.size(), name, payload));
    }

    void cancel() {
        tell(new CancelRequested("item", "no longer wanted"));
    }

    void childCompleted(int id, JsonNode result) {
        tell(
                new ChildClosed(
                        id,
                        RunId.of(START, 3, id),
                        RunStatus.COMPLETED,
                        new Outcome.Completed(values.write("", result))));
    }

    void childFailed(int id, Failure failure) {
        tell(
                new ChildClosed(
                        id, RunId.of(START, 3, id), RunStatus.FAILED, new Outcome.Failed(failure)));
    }

    void childStops(int id, String reason) {
        tell(
                new ChildClosed(
                        id,
                        RunId.of(START, 3, id),
                        RunStatus.CANCELLED,
                        new Outcome.Failed(Failure.cancelled(reason))));
    }

    /// What its slot says.
    void slot(String verdict) {
        var slot = command(Command.StartChild.class, ids(Command.StartChild.class).getLast());
        signal(
                SlotWorkflow.NEWS,
                "{'slot':'%s','verdict':'%s'}"
                        .formatted(slot.request().workflowId().value(), verdict));
    }

    // ---- what follows

    /// What the child runs of a workflow are started with, in order.
    List<JsonNode> started(String workflow) {
        return ids(Command.StartChild.class).stream()
                .map(id -> command(Command.StartChild.class, id).request())
                .filter(request -> request.workflow().equals(workflow))
                .map(request -> values.read(request.input()))
                .toList();
    }

    /// Activities that are scheduled and neither ended nor cancelled, by id.
    Map<Integer, String> open() {
        var open = new TreeMap<Integer, String>();
        issued.forEach((id, command) -> {
            if (command instanceof Command.ScheduleActivity schedule) {
                open.put(id, schedule.activity());
            } else if (command instanceof Command.CancelActivity(int target)) {
                open.remove(target);
            }
        });
        told.forEach(one ->
                one.events()
                        .forEach(event -> {
                            if (event instanceof ActivityCompleted(int id, _, _)) {
                                open.remove(id);
                            } else if (event instanceof ActivityFailed(int id, _, _)) {
                                open.remove(id);
                            }
                        }));
        return open;
    }

    /// The one open activity of a name.
    int open(String activity) {
        var ids = open().entrySet().stream().filter(e -> e.getValue().equals(activity)).toList();
        assertThat(ids).as("open activities %s in %s", activity, issued).hasSize(1);
        return ids.getFirst().getKey();
    }

    JsonNode arguments(int id) {
        return values.read(command(Command.ScheduleActivity.class, id).input());
    }

    /// Ids of the commands of a kind, in order.
    List<Integer> ids(Class<? extends Command> kind) {
        return issued.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    <C extends Command> C command(Class<C> kind, int id) {
        return Objects.requireNonNull(kind.cast(issued.get(id)));
    }

    List<Command> lastCommands() {
        return told.getLast().commands().stream().map(CommandIssued::command).toList();
    }

    byte[] snapshot() {
        return lasting.snapshot();
    }

    JsonNode state() {
        return values.read(restored.query(StateQuery.NAME, Payload.NULL));
    }

    boolean isClosed() {
        return !issued.isEmpty()
                && ((TreeMap<Integer, Command>) issued).lastEntry().getValue()
                        instanceof Command.Closing;
    }

    private Command closing() {
        assertThat(isClosed()).as("closed by %s", issued).isTrue();
        replay();
        return ((TreeMap<Integer, Command>) issued).lastEntry().getValue();
    }

    JsonNode output() {
        return values.read(((Command.CompleteRun) closing()).result());
    }

    JsonNode error() {
        Failure failure = ((Command.FailRun) closing()).failure();
        return Failures.problem(failure).body();
    }

    Failure failure() {
        return ((Command.FailRun) closing()).failure();
    }

    String cancelled() {
        return ((Command.CancelRun) closing()).reason();
    }

    /// Told it all again with what it decided, a new decider has nothing to add.
    void replay() {
        var fresh = FlowDecider.open(program, run, request, START, payloads);
        for (Told one : told) {
            assertThat(fresh.replay(one.time(), one.events(), one.commands(), true)).isEmpty();
        }
        assertThat(new String(fresh.snapshot(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(new String(lasting.snapshot(), java.nio.charset.StandardCharsets.UTF_8));
    }
}
