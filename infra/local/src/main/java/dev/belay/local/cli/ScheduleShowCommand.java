package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.core.model.RunStatus;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import dev.belay.schedule.ScheduleDescription;
import dev.belay.schedule.ScheduleWorkflow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = "Show a schedule: when it is due next, and what became of each due time.")
final class ScheduleShowCommand extends BelayCommand {
    @Mixin ScheduleArgument argument = new ScheduleArgument();

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            String run = argument.workflowId();
            if (runs.describe(run).status() == RunStatus.SCHEDULED) {
                print("schedule %s has not begun; 'belay up' lets it begin".formatted(argument.id));
                return Exit.OK;
            }
            var question = MessageBody.of(ScheduleWorkflow.STATE.name(), null);
            var answer =
                    Json.read(
                            "the schedule",
                            runs.query(run, question).answer().toString(),
                            ScheduleDescription.class);
            if (options.json) {
                printJson(answer);
            } else {
                ScheduleWords.all(answer).forEach(this::print);
            }
            return Exit.OK;
        }
    }
}
