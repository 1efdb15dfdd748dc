package dev.belay.api.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.api.ApiRuntime;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.RunStarted;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The steps of runs that were looked at lately, so that looking again reads only what is new.
final class FoldedSteps {
    private static final int KEPT = 32;
    private static final int BATCHES_PER_READ = 1_000;

    /// Asks a flow which of its tasks gave which command.
    private static final String PLACES = "belay.commands";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ApiRuntime runtime;
    private final Map<RunKey, Folded> kept = new LinkedHashMap<>(16, 0.75f, true);

    FoldedSteps(ApiRuntime runtime) {
        this.runtime = runtime;
    }

    private static final class Folded {
        private final StepFold fold = new StepFold();
        private boolean isFlow;
        private long placedThrough;

        /// The last command whose place is known.
        private int lastPlaced;
    }

    /// Looks at the steps of a run as they stand now.
    <T> T look(RunKey run, Function<StepFold, T> at) {
        Folded folded;
        synchronized (kept) {
            folded = kept.computeIfAbsent(run, _ -> new Folded());
            if (kept.size() > KEPT) {
                var oldest = kept.entrySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        synchronized (folded) {
            try {
                catchUp(run, folded);
            } catch (RuntimeException e) {
                // What was folded in part must not be taken for the whole.
                synchronized (kept) {
                    kept.remove(run, folded);
                }
                throw e;
            }
            place(run, folded);
            return at.apply(folded.fold);
        }
    }

    private void catchUp(RunKey run, Folded folded) {
        List<Batch> batches;
        do {
            batches = runtime.client().history(run, folded.fold.lastBatch(), BATCHES_PER_READ);
            for (Batch batch : batches) {
                for (HistoryEvent event : batch.events()) {
                    // Names of flows have a namespace; those of code that have one answer nothing.
                    folded.isFlow |=
                            event instanceof RunStarted(var request)
                                    && request.workflow().contains(".");
                }
                folded.fold.apply(batch);
            }
        } while (batches.size() == BATCHES_PER_READ);
    }

    /// Tells a flow's steps where they are in its definition.
    private void place(RunKey run, Folded folded) {
        if (!folded.isFlow || folded.placedThrough == folded.fold.lastBatch()) {
            return;
        }
        folded.placedThrough = folded.fold.lastBatch();
        try {
            if (folded.lastPlaced == 0 || !takes(folded, ask(run, false))) {
                takes(folded, ask(run, true));
            }
        } catch (BelayException unanswered) {
            if (unanswered.code() == ErrorCode.UNKNOWN_QUERY) {
                folded.isFlow = false;
            } else {
                // Its steps are shown without places, until it can be replayed.
                folded.placedThrough = 0;
            }
        }
    }

    /// @param whole also of what a snapshot has left behind
    private JsonNode ask(RunKey run, boolean whole) {
        Payload answer =
                whole
                        ? runtime.queries().queryWhole(run, PLACES, Payload.NULL)
                        : runtime.queries().query(run, PLACES, Payload.NULL);
        try {
            return MAPPER.readTree(runtime.payloads().bytes(run.workspace(), answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return false where commands are missing between those that are known and those told
    private static boolean takes(Folded folded, JsonNode places) {
        int first = Integer.MAX_VALUE;
        int last = folded.lastPlaced;
        for (var task : places.properties()) {
            for (JsonNode command : task.getValue()) {
                int id = command.intValue();
                first = Math.min(first, id);
                last = Math.max(last, id);
                Step step = folded.fold.step(id);
                if (step != null) {
                    step.task = task.getKey();
                }
            }
        }
        boolean gapless = first <= folded.lastPlaced + 1 || folded.lastPlaced == 0;
        folded.lastPlaced = last;
        return gapless;
    }
}
