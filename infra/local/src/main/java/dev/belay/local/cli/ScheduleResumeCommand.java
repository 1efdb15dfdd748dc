package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "resume", description = "Start again what is due from now on.")
final class ScheduleResumeCommand extends ScheduleRequestCommand {
    @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
    @Nullable String note;

    @Override
    public Integer call() throws InterruptedException {
        return ask(ScheduleWorkflow.RESUME, new ScheduleRequests.Resume(note));
    }
}
