package dev.belay.local.cli;

import dev.belay.schedule.ScheduleClient;
import picocli.CommandLine.Parameters;

/// Which schedule.
final class ScheduleArgument {
    @Parameters(paramLabel = "ID", description = "The schedule's id.")
    String id = "";

    /// The workflow id of its own run.
    String workflowId() {
        return ScheduleClient.workflowId(id).value();
    }
}
