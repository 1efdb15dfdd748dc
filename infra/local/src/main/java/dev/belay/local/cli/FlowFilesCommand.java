package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.definition.problem.Problem;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.access.Runs;
import java.util.List;
import picocli.CommandLine.Parameters;

/// Does something with files of flows, one after the other, and tells what is wrong with each.
abstract class FlowFilesCommand extends BelayCommand {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Definitions in YAML or JSON.")
    List<String> files = List.of();

    /// @return whether nothing is wrong
    abstract boolean handle(FlowFile file, FlowStore store, Workspace workspace);

    abstract Runs open();

    @Override
    public Integer call() {
        var workspace = new Workspace(options.workspace);
        boolean good = true;
        try (Runs runs = open()) {
            for (String name : files) {
                good &= handle(FlowFile.read(name), runs.flows(), workspace);
            }
        }
        return good ? Exit.OK : Exit.FAILED;
    }

    final void tell(FlowFile file, List<Problem> problems) {
        problems.forEach(problem -> print(file.line(problem)));
    }
}
