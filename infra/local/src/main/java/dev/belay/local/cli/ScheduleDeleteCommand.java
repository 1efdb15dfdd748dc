package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "delete", description = "End a schedule; its open runs go on.")
final class ScheduleDeleteCommand extends ScheduleRequestCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    @Nullable String reason;

    @Override
    public Integer call() throws InterruptedException {
        return ask(ScheduleWorkflow.DELETE, new ScheduleRequests.Delete(reason));
    }
}
