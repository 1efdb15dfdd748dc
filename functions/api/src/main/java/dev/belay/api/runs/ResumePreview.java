package dev.belay.api.runs;

import dev.belay.core.client.RunRepair;
import java.util.List;

/// What resuming a run would do.
///
/// @param again what runs once more although its outcome is known, or because it failed
/// @param inFlight what had no outcome yet; it runs once more too
/// @param kept how many activities and children keep their outcome
/// @param forgotten completed after the step, and not known to the new run
public record ResumePreview(
        List<RunRepair.Step> again,
        List<RunRepair.Step> inFlight,
        int kept,
        List<RunRepair.Step> forgotten) {
    static ResumePreview of(RunRepair.Preview preview) {
        return new ResumePreview(
                preview.again(), preview.inFlight(), preview.kept(), preview.forgotten());
    }
}
