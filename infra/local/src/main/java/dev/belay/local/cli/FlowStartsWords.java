package dev.belay.local.cli;

import dev.belay.definition.compile.CompiledFlow;
import dev.belay.definition.compile.FlowSchedule;
import dev.belay.definition.compile.FlowTrigger;
import dev.belay.webhook.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What starts runs of a flow by itself, in words.
final class FlowStartsWords {
    private FlowStartsWords() {}

    static List<String> lines(CompiledFlow flow, String workspace) {
        var lines = new ArrayList<String>();
        String workflow = flow.plan().workflow();
        @Nullable FlowSchedule schedule = flow.schedule();
        if (schedule != null) {
            if (schedule.every() != null) {
                lines.add(
                        "starts every %s (schedule flow.%s)".formatted(schedule.every(), workflow));
            }
            if (schedule.cron() != null) {
                lines.add(
                        "starts at '%s', %s (schedule flow.%s)"
                                .formatted(schedule.cron(), schedule.zone(), workflow));
            }
            if (schedule.after() != null) {
                lines.add(
                        "starts %s after the run before (schedule flow.%s)"
                                .formatted(schedule.after(), workflow));
            }
            if (schedule.on() != null) {
                lines.add("starts by events (trigger %s.on)".formatted(workflow));
            }
        }
        for (FlowTrigger trigger : flow.info().triggers()) {
            lines.add(
                    trigger.type().equals(Trigger.EVENT)
                            ? "starts by events (trigger %s.%s)".formatted(workflow, trigger.name())
                            : "starts by POST /hooks/%s/%s.%s"
                                    .formatted(workspace, workflow, trigger.name()));
        }
        return lines;
    }
}
