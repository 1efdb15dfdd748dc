package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowStore;
import dev.belay.flow.store.FlowVersion;
import dev.belay.local.access.Runs;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the published flows, each with the version that runs begin with.")
final class FlowListCommand extends BelayCommand {
    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            var workspace = new Workspace(options.workspace);
            FlowStore store = runs.flows();
            List<FlowVersion> flows =
                    store.list(workspace).stream()
                            .map(flow -> store.versions(workspace, flow.workflow()))
                            .map(FlowArgument::newest)
                            .toList();
            if (options.json) {
                printJson(flows);
            } else if (flows.isEmpty()) {
                print("no flows");
            } else {
                print("%-40s  %s".formatted("FLOW", FlowVersionsCommand.HEADER));
                flows.forEach(flow ->
                        print(
                                "%-40s  %s"
                                        .formatted(
                                                flow.workflow(), FlowVersionsCommand.line(flow))));
            }
            return Exit.OK;
        }
    }
}
