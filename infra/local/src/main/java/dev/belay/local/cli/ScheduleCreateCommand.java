package dev.belay.local.cli;

import dev.belay.api.runs.StartBody;
import dev.belay.api.runs.StartedRun;
import dev.belay.local.access.Json;
import dev.belay.local.access.Runs;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleDefinition;
import dev.belay.schedule.ScheduleState;
import dev.belay.schedule.ScheduleWorkflow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Make a schedule. What is due from now on is started.",
            "Where no system is up, it begins when one is."
        })
final class ScheduleCreateCommand extends BelayCommand {
    @Mixin ScheduleArgument argument = new ScheduleArgument();
    @Mixin ScheduleDefinitionOptions given = new ScheduleDefinitionOptions();

    @Option(names = "--paused", description = "Start nothing until it is resumed.")
    boolean paused;

    @Override
    public Integer call() {
        ScheduleDefinition definition = given.definition(this);
        String workflowId = argument.workflowId();
        var state = ScheduleState.fresh(argument.id, definition, paused);
        var body =
                new StartBody(
                        ScheduleWorkflow.TYPE.name(),
                        workflowId,
                        null,
                        null,
                        Json.readTree("the schedule", Json.write(state)),
                        null,
                        null,
                        ScheduleClient.attributes(argument.id, definition, paused),
                        null,
                        null,
                        null,
                        null);
        boolean up = session().server().isPresent();
        try (Runs runs = up ? session().look() : session().leave()) {
            StartedRun started = runs.start(body);
            if (options.json) {
                printJson(started);
                return Exit.OK;
            }
            print(
                    "made schedule %s of %s (%s)"
                            .formatted(
                                    argument.id,
                                    definition.target().workflow(),
                                    ScheduleWords.when(definition.spec())));
            if (!up) {
                print("no system is up on %s; 'belay up' lets it begin".formatted(options.data));
            }
            return Exit.OK;
        }
    }
}
