package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.flow.store.FlowVersion;
import dev.belay.local.access.Runs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lets new runs begin with a version of a flow, or not.
abstract class FlowSwitchCommand extends BelayCommand {
    @Mixin FlowArgument argument = new FlowArgument();

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version, such as 1.0.0.")
    String version = "";

    final Integer turn(boolean enabled) {
        var workspace = new Workspace(options.workspace);
        try (Runs runs = session().look()) {
            FlowVersion found = argument.version(runs.flows(), workspace, version);
            runs.flows().enable(workspace, found.workflow(), found.number(), enabled);
            print(
                    "version %s of %s is %s"
                            .formatted(
                                    version, found.workflow(), enabled ? "enabled" : "disabled"));
            return Exit.OK;
        }
    }
}
