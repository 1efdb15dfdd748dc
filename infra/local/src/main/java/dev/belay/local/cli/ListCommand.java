package dev.belay.local.cli;

import dev.belay.api.runs.RunFilter;
import dev.belay.api.runs.RunPage;
import dev.belay.api.runs.RunView;
import dev.belay.api.words.Durations;
import dev.belay.local.access.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List runs, newest first.")
final class ListCommand extends BelayCommand {
    @Option(names = "--workflow", paramLabel = "NAME", description = "Only of this workflow.")
    @Nullable String workflow;

    @Option(names = "--workflow-id", paramLabel = "ID", description = "Only of this workflow id.")
    @Nullable String workflowId;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only in this status: running, blocked, completed, failed, cancelled, "
                            + "terminated, timed-out, scheduled, continued-as-new; repeatable.")
    List<String> statuses = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag.")
    @Nullable String tag;

    @Option(
            names = "--attribute",
            paramLabel = "NAME:VALUE",
            description = "Only with this attribute; repeatable.")
    List<String> attributes = List.of();

    @Option(names = "--from", paramLabel = "TIME", description = "Only started then or later.")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only started before then.")
    @Nullable String to;

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
                        workflow, workflowId, statuses, from, to, tag, attributes, limit, cursor);
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
            print("no runs");
            return;
        }
        print(
                "%-26s  %-16s  %-10s  %-24s  %s"
                        .formatted("RUN", "STATUS", "AGE", "WORKFLOW", "WORKFLOW ID"));
        Instant now = Instant.now();
        for (RunView run : page.runs()) {
            print(
                    "%-26s  %-16s  %-10s  %-24s  %s"
                            .formatted(
                                    run.runId(),
                                    run.status(),
                                    Durations.text(Duration.between(run.startedAt(), now)),
                                    run.workflow(),
                                    run.workflowId()));
        }
        if (page.next() != null) {
            print("more with --cursor '%s'".formatted(page.next()));
        }
    }
}
