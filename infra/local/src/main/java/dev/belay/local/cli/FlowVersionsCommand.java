package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowVersion;
import dev.belay.local.access.Runs;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "versions", description = "List the versions of a flow, oldest first.")
final class FlowVersionsCommand extends BelayCommand {
    static final String HEADER = "%-20s  %-8s  %s".formatted("VERSION", "STATE", "PUBLISHED");

    @Mixin FlowArgument argument = new FlowArgument();

    @Override
    public Integer call() {
        try (Runs runs = session().look()) {
            List<FlowVersion> versions =
                    argument.versions(runs.flows(), new Workspace(options.workspace));
            if (options.json) {
                printJson(versions);
            } else {
                print(HEADER);
                versions.forEach(version -> print(line(version)));
            }
            return Exit.OK;
        }
    }

    static String line(FlowVersion version) {
        return "%-20s  %-8s  %s"
                .formatted(
                        version.version(),
                        version.enabled() ? "enabled" : "disabled",
                        version.publishedAt());
    }
}
