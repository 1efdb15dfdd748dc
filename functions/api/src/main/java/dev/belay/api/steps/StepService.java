package dev.belay.api.steps;

import dev.belay.api.ApiRuntime;
import dev.belay.api.http.Cursors;
import dev.belay.api.http.Parameters;
import dev.belay.api.masking.Masker;
import dev.belay.api.problem.RefusedException;
import dev.belay.api.runs.HistoryLines;
import dev.belay.api.runs.HistoryPage;
import dev.belay.api.runs.RunService;
import dev.belay.api.words.Narrator;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Steps page by page, and single ones with their events.
final class StepService {
    /// The batches of one step that are shown: as many from its start as from its end.
    private static final int BATCHES_SHOWN = 60;

    private final ApiRuntime runtime;
    private final RunService runs;
    private final FoldedSteps folded;

    StepService(ApiRuntime runtime) {
        this.runtime = runtime;
        this.runs = new RunService(runtime);
        this.folded = new FoldedSteps(runtime);
    }

    /// @param group only the steps of this loop; null is all, with loops as one row each
    StepPage page(
            String workspace,
            String run,
            @Nullable String group,
            int limit,
            @Nullable String cursor) {
        RunKey key = key(workspace, run);
        String list = "steps %s %s".formatted(key, group);
        String position = Cursors.read(list, cursor);
        int from = position == null ? 0 : Integer.parseInt(position);
        return folded.look(
                key,
                fold -> {
                    List<StepRow> rows =
                            group == null
                                    ? StepRow.of(fold.steps())
                                    : StepRow.ofGroup(fold.steps(), group);
                    int end = Math.min(rows.size(), from + limit);
                    return new StepPage(
                            key.runId().value(),
                            fold.lastBatch(),
                            fold.lastBatch() == 0 ? null : fold.lastTime(),
                            fold.steps().size(),
                            List.copyOf(rows.subList(Math.min(from, end), end)),
                            HistoryPage.cursorAfter(key, fold.lastBatch()),
                            Cursors.write(list, end < rows.size() ? Integer.toString(end) : null));
                });
    }

    StepDetails details(String workspace, String run, int command, Masker masker) {
        RunKey key = key(workspace, run);
        record Found(StepView view, List<Long> batches) {}
        Found found =
                folded.look(
                        key,
                        fold -> {
                            Step step = fold.step(command);
                            if (step == null) {
                                throw RefusedException.notFound(
                                        "run %s has no step #%d; its history has the numbers of those that it has"
                                                .formatted(key.runId(), command));
                            }
                            return new Found(StepView.of(step), List.copyOf(step.batches));
                        });
        var events = new ArrayList<HistoryPage.Line>();
        var narrator = new Narrator();
        int count = found.batches().size();
        for (int i = 0; i < count; i++) {
            if (i < BATCHES_SHOWN / 2 || i >= count - BATCHES_SHOWN / 2) {
                long number = found.batches().get(i);
                for (Batch batch : runtime.client().history(key, number - 1, 1)) {
                    add(batch, command, narrator, masker, events);
                }
            }
        }
        return new StepDetails(found.view(), events, Math.max(0, count - BATCHES_SHOWN));
    }

    private static void add(
            Batch batch,
            int command,
            Narrator narrator,
            Masker masker,
            List<HistoryPage.Line> events) {
        int index = 0;
        for (HistoryEvent event : batch.events()) {
            if (concerns(event) == command) {
                events.add(HistoryLines.line(batch, index, event, narrator, masker));
            }
            index++;
        }
    }

    /// 0 where it concerns no step.
    private static int concerns(HistoryEvent event) {
        return switch (event) {
            case HistoryEvent.ActivityAttemptFailed(int id, _, _, _) -> id;
            case HistoryEvent.ActivityCompleted(int id, _, _) -> id;
            case HistoryEvent.ActivityFailed(int id, _, _) -> id;
            case HistoryEvent.TimerFired(int id) -> id;
            case HistoryEvent.ChildStarted(int id, _) -> id;
            case HistoryEvent.ChildClosed(int id, _, _, _) -> id;
            case HistoryEvent.RequestDelivered(int id, _) -> id;
            case CommandIssued(int id, _) -> id;
            default -> 0;
        };
    }

    private RunKey key(String workspace, String run) {
        return new RunKey(
                new Workspace(workspace), new RunId(runs.describe(workspace, run).runId()));
    }

    static int command(String text) {
        long number = Parameters.number("step", text);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw Parameters.invalid("step is the number of no command");
        }
        return (int) number;
    }
}
