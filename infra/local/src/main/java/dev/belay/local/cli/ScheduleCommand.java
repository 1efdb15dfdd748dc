package dev.belay.local.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schedule",
        description = "Schedules: what starts runs by time.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ScheduleCreateCommand.class,
            ScheduleListCommand.class,
            ScheduleShowCommand.class,
            SchedulePauseCommand.class,
            ScheduleResumeCommand.class,
            ScheduleTriggerCommand.class,
            ScheduleBackfillCommand.class,
            ScheduleUpdateCommand.class,
            ScheduleDeleteCommand.class,
        })
final class ScheduleCommand implements Callable<Integer> {
    // Set before the command is called.
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return Exit.USAGE;
    }
}
