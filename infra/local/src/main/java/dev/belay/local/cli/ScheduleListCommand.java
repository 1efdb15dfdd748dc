package dev.belay.local.cli;

import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.local.access.Runs;
import dev.belay.schedule.ScheduleClient;
import dev.belay.schedule.ScheduleWorkflow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the schedules that are not over.")
final class ScheduleListCommand extends BelayCommand {
    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    int limit = 50;

    @Option(
            names = "--cursor",
            paramLabel = "CURSOR",
            description = "Go on where the page before ended.")
    @Nullable String cursor;

    @Override
    public Integer call() {
        var filter =
                new RunFilter(
                        ScheduleWorkflow.TYPE.name(),
                        null,
                        List.of("scheduled", "running", "blocked"),
                        null,
                        null,
                        null,
                        List.of(),
                        limit,
                        cursor);
        try (Runs runs = session().look()) {
            RunPage page = runs.list(filter);
            if (options.json) {
                printJson(page);
            } else {
                table(page);
            }
            return Exit.OK;
        }
    }

    private void table(RunPage page) {
        if (page.runs().isEmpty()) {
            print("no schedules");
            return;
        }
        print("%-32s  %-8s  %s".formatted("SCHEDULE", "STATE", "STARTS"));
        for (RunView run : page.runs()) {
            String id = run.attributes().getOrDefault(ScheduleClient.ID, run.workflowId());
            print(
                    "%-32s  %-8s  %s"
                            .formatted(
                                    id,
                                    state(run),
                                    run.attributes().getOrDefault(ScheduleClient.TARGET, "")));
        }
        if (page.next() != null) {
            print("more with --cursor '%s'".formatted(page.next()));
        }
    }

    private static String state(RunView run) {
        return switch (run.status()) {
            case BLOCKED -> "blocked";
            case SCHEDULED -> "new";
            case RUNNING, COMPLETED, FAILED, CANCELLED, TERMINATED, TIMED_OUT, CONTINUED_AS_NEW ->
                    "true".equals(run.attributes().get(ScheduleClient.PAUSED))
                            ? "paused"
                            : "active";
        };
    }
}
