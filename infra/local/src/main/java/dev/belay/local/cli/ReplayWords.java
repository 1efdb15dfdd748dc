package dev.belay.local.cli;

import dev.belay.api.runs.RunView;
import dev.belay.testkit.replay.ReplayVerdict;
import dev.belay.testkit.replay.ReplayVerdict.Fits;
import dev.belay.testkit.replay.ReplayVerdict.Mismatch;
import dev.belay.testkit.replay.ReplayVerdict.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a replay came to, as words and as fields of a document.
final class ReplayWords {
    private ReplayWords() {}

    static Map<String, Object> details(ReplayVerdict verdict) {
        var details = new LinkedHashMap<String, Object>();
        switch (verdict) {
            case Fits(_, _, int batches) -> details.put("batches", batches);
            case Mismatch mismatch -> {
                details.put("mismatch", mismatch.message());
                details.put("command", mismatch.commandId());
                details.put("recorded", mismatch.recorded());
                details.put("attempted", mismatch.attempted());
            }
            case Refused(_, _, var message) -> details.put("mismatch", message);
        }
        return details;
    }

    static String message(ReplayVerdict verdict) {
        return switch (verdict) {
            case Fits fits -> fits.explain();
            case Mismatch mismatch -> mismatch.message();
            case Refused refused -> refused.message();
        };
    }

    static Map<String, Object> document(RunView run, ReplayVerdict verdict) {
        var document = new LinkedHashMap<String, Object>();
        document.put("workspace", run.workspace());
        document.put("runId", run.runId());
        document.put("workflowId", run.workflowId());
        document.put("workflow", run.workflow());
        document.put("version", run.version());
        document.put("status", run.status());
        document.putAll(details(verdict));
        return document;
    }
}
