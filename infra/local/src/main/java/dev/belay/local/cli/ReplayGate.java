package dev.belay.local.cli;

import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.StartRequest;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.Runs;
import dev.belay.local.access.RunsHistory;
import dev.belay.local.access.RunsPayloads;
import dev.belay.testkit.replay.ReplayVerdict;
import dev.belay.testkit.replay.ReplayVerifier;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Replays the runs of a store against the code at hand, page by page, a run at a time, and changes
/// nothing.
final class ReplayGate {
    private static final List<String> OPEN = List.of("scheduled", "running", "blocked");
    private static final int PAGE = 200;

    private final Runs runs;
    private final ReplayVerifier verifier;
    private int replayed;
    private int misfits;

    /// Which runs.
    ///
    /// @param workspace null is all of them, for which only open runs can be listed
    record Selection(
            @Nullable String workspace,
            Instant since,
            @Nullable String workflow,
            boolean evenClosed) {}

    ReplayGate(Runs runs, ReplayVerifier verifier) {
        this.runs = runs;
        this.verifier = verifier;
    }

    int replayed() {
        return replayed;
    }

    int misfits() {
        return misfits;
    }

    /// @param misfit is told of each run that this build would block
    void replay(Selection selection, BiConsumer<RunView, ReplayVerdict> misfit) {
        @Nullable String cursor = null;
        do {
            RunPage page = page(selection, cursor);
            for (RunView run : page.runs()) {
                if (isSelected(run, selection)) {
                    replayed++;
                    ReplayVerdict verdict = verdict(run);
                    if (!verdict.fits()) {
                        misfits++;
                        misfit.accept(run, verdict);
                    }
                }
            }
            cursor = page.next();
        } while (cursor != null);
    }

    private RunPage page(Selection selection, @Nullable String cursor) {
        if (selection.workspace() == null) {
            return runs.openRuns(PAGE, cursor);
        }
        var filter =
                new RunFilter(
                        selection.workflow(),
                        null,
                        selection.evenClosed() ? List.of() : OPEN,
                        selection.since().toString(),
                        null,
                        null,
                        List.of(),
                        PAGE,
                        cursor);
        return runs.in(selection.workspace()).list(filter);
    }

    private static boolean isSelected(RunView run, Selection selection) {
        return !run.startedAt().isBefore(selection.since())
                && (selection.workflow() == null || selection.workflow().equals(run.workflow()));
    }

    private ReplayVerdict verdict(RunView run) {
        var key = new RunKey(new Workspace(run.workspace()), new RunId(run.runId()));
        ReplayVerdict verdict = verifier.verify(new RunsHistory(runs), new RunsPayloads(runs), key);
        return verdict instanceof ReplayVerdict.Refused(_, var code, _)
                        && code == ErrorCode.RUN_NOT_FOUND
                ? notBegun(key, run)
                : verdict;
    }

    private ReplayVerdict notBegun(RunKey key, RunView run) {
        var start =
                StartRequest.of(
                                new WorkflowId(run.workflowId()),
                                run.workflow(),
                                new Lane(run.lane()),
                                Payload.NULL)
                        .withVersion(run.version());
        return verifier.verifyStart(key, start, run.startedAt());
    }
}
