package dev.belay.local.cli;

import dev.belay.api.runs.RunEnd;
import dev.belay.api.words.Narrator;
import dev.belay.core.command.Command;
import dev.belay.core.history.Batch;
import dev.belay.core.history.HistoryEvent;
import dev.belay.core.history.HistoryEvent.CommandIssued;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Runs;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// Follows a run to its end, and those that continue it, telling each step as it comes.
final class Follower {
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int PAGE = 1_000;

    private final Runs runs;
    private final Consumer<String> tell;

    Follower(Runs runs, Consumer<String> tell) {
        this.runs = runs;
        this.tell = tell;
    }

    RunEnd follow(String runId) throws InterruptedException {
        String at = runId;
        while (true) {
            String next = followOne(at);
            if (next.isEmpty()) {
                return runs.result(at, WAIT);
            }
            at = next;
        }
    }

    /// @return the run that continues this one; empty where there is none
    private String followOne(String runId) throws InterruptedException {
        var narrator = new Narrator();
        long after = 0;
        while (true) {
            JsonHistories.History page = runs.history(runId, after, PAGE, WAIT);
            for (Batch batch : page.batches()) {
                for (Narrator.Line line : narrator.tell(batch)) {
                    tell.accept(line(line));
                }
                after = batch.number();
                HistoryEvent last = batch.events().getLast();
                if (last instanceof CommandIssued(_, Command.ContinueAsNew(var next, _))) {
                    return next.value();
                }
                if (isEnd(last)) {
                    return "";
                }
            }
        }
    }

    static String line(Narrator.Line line) {
        return String.format(
                Locale.ROOT, "  %9.3f s  %s", line.since().toMillis() / 1000.0, line.text());
    }

    private static boolean isEnd(HistoryEvent event) {
        return event instanceof HistoryEvent.RunTerminated
                || event instanceof HistoryEvent.RunTimedOut
                || (event instanceof CommandIssued(_, var command)
                        && command instanceof Command.Closing);
    }
}
