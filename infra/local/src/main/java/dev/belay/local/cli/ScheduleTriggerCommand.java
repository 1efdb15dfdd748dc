package dev.belay.local.cli;

import dev.belay.schedule.ScheduleRequests;
import dev.belay.schedule.ScheduleWorkflow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "trigger", description = "Start a run now, as the overlap policy allows.")
final class ScheduleTriggerCommand extends ScheduleRequestCommand {
    @Mixin OverlapOption overlap = new OverlapOption();

    @Override
    public Integer call() throws InterruptedException {
        return ask(ScheduleWorkflow.TRIGGER, new ScheduleRequests.Trigger(overlap.choice(this)));
    }
}
