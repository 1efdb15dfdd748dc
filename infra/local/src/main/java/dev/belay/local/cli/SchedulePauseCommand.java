package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pause",
        description = "Start nothing until it is resumed; what is due meanwhile is skipped.")
final class SchedulePauseCommand extends ScheduleRequestCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown with it.")
    @Nullable String reason;

    @Override
    public Integer call() throws InterruptedException {
        return ask(ScheduleWorkflow.PAUSE, new ScheduleRequests.Pause(reason));
    }
}
