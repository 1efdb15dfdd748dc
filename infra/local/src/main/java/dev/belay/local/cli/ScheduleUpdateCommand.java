package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "update", description = "Give a schedule another definition, from now on.")
final class ScheduleUpdateCommand extends ScheduleRequestCommand {
    @Mixin ScheduleDefinitionOptions given = new ScheduleDefinitionOptions();

    @Option(
            names = "--if-version",
            paramLabel = "NUMBER",
            description = "Refuse when it has another version by now; see show.")
    @Nullable Long ifVersion;

    @Override
    public Integer call() throws InterruptedException {
        return ask(
                ScheduleWorkflow.CHANGE,
                new ScheduleRequests.Change(given.definition(this), ifVersion));
    }
}
