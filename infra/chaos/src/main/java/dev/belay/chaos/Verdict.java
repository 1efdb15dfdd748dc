package dev.belay.chaos;

import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.FailureKind;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.port.PayloadCodec;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.testkit.audit.Effect;
import dev.belay.testkit.audit.HistoryAudit;
import dev.belay.testkit.audit.Promises;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the outside says of a campaign: all that is wrong, and how much there was to be wrong.
///
/// @param complaints empty where nothing was lost
/// @param late effects that began after the end of their run
record Verdict(
        List<String> complaints,
        int runs,
        int activities,
        int effects,
        long lostAttempts,
        int signals,
        int late) {
    private static final PayloadCodec CODEC = new JacksonPayloadCodec();

    static Verdict of(Evidence evidence, Notes notes) {
        Promises promises = notes.promises();
        List<Effect> effects = notes.effects();
        var audit = HistoryAudit.of(evidence.histories());
        var complaints = new ArrayList<String>();
        audit.violations().forEach(each -> complaints.add(each.toString()));
        audit.leftovers(promises, evidence.heads()).forEach(each -> complaints.add("" + each));
        audit.looseEnds().forEach(each -> complaints.add(each.toString()));
        audit.effects(effects, Shapes.NOTED).forEach(each -> complaints.add(each.toString()));
        outcomes(evidence.histories(), complaints);
        plans(evidence.histories(), notes, complaints);
        evidence.histories().entrySet().stream()
                .filter(run -> !isClosed(run.getValue()))
                .limit(3)
                .forEach(run -> complaints.add(Evidence.explain(run.getKey(), run.getValue())));
        List<HistoryEvent> events =
                evidence.histories().values().stream()
                        .flatMap(List::stream)
                        .flatMap(batch -> batch.events().stream())
                        .toList();
        return new Verdict(
                List.copyOf(complaints),
                evidence.histories().size(),
                (int) events.stream().filter(Verdict::isActivity).count(),
                effects.size(),
                events.stream().filter(Verdict::isLost).count(),
                promises.signals().size(),
                audit.late(effects).size());
    }

    private static boolean isActivity(HistoryEvent event) {
        return event instanceof CommandIssued issued
                && issued.command() instanceof Command.ScheduleActivity;
    }

    private static boolean isLost(HistoryEvent event) {
        return event instanceof HistoryEvent.ActivityAttemptFailed failed
                && failed.failure().kind() == FailureKind.LOST;
    }

    /// Every run completed with what follows from its input, unless it was continued.
    private static void outcomes(Map<RunKey, List<Batch>> histories, List<String> complaints) {
        histories.forEach((run, batches) -> {
            if (!batches.isEmpty()
                    && batches.getFirst().events().getFirst() instanceof RunStarted(var request)
                    && !(end(batches) instanceof CommandIssued(_, Command.ContinueAsNew _))) {
                String expected = Shapes.expected(request.workflow(), number(request));
                String actual =
                        end(batches) instanceof CommandIssued(_, Command.CompleteRun(var result))
                                ? text(result, String.class)
                                : end(batches).getClass().getSimpleName();
                if (!expected.equals(actual)) {
                    complaints.add(
                            "OUTCOME: run %s (%s) ended as '%s', expected '%s'"
                                    .formatted(run, request.workflow(), actual, expected));
                }
            }
        });
    }

    private static boolean isClosed(List<Batch> batches) {
        return !batches.isEmpty() && end(batches).closesRun();
    }

    private static HistoryEvent end(List<Batch> batches) {
        return batches.getLast().events().getLast();
    }

    private static int number(StartRequest request) {
        return request.workflow().equals("relay")
                ? text(request.input(), Shapes.Relay.class).number()
                : text(request.input(), Integer.class);
    }

    private static <T> T text(Payload payload, Class<T> type) {
        T value = payload instanceof Payload.Inline(byte[] bytes) ? CODEC.read(bytes, type) : null;
        if (value == null) {
            throw new IllegalStateException("no campaign stores payloads, or null");
        }
        return value;
    }

    /// Each number of the plan was begun by exactly one run.
    private static void plans(
            Map<RunKey, List<Batch>> histories, Notes notes, List<String> complaints) {
        var begun = new HashMap<WorkflowId, Integer>();
        for (List<Batch> batches : histories.values()) {
            if (!batches.isEmpty()
                    && batches.getFirst().events().getFirst() instanceof RunStarted(var request)
                    && request.parent() == null
                    && request.continuedFrom() == null) {
                begun.merge(request.workflowId(), 1, Integer::sum);
            }
        }
        for (int number : notes.planned()) {
            int times = begun.getOrDefault(Load.workflowId(number), 0);
            if (times != 1) {
                complaints.add(
                        "ONE_RUN_PER_ID: workflow id run-%d has %d runs".formatted(number, times));
            }
        }
    }

    /// What there was, in a line.
    String summary() {
        return "%d runs, %d activities, %d effects (%d attempts lost, %d late), %d signals, %d complaints"
                .formatted(
                        runs, activities, effects, lostAttempts, late, signals, complaints.size());
    }
}
