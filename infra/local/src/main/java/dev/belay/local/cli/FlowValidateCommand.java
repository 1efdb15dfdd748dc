package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.definition.problem.Problem;
import dev.belay.definition.problem.Severity;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.access.Runs;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "validate",
        description = "Tell everything that is wrong with definitions; publish nothing.",
        footer = {"", "Exits with 1 when something is wrong; warnings are not."})
final class FlowValidateCommand extends FlowFilesCommand {
    @Override
    Runs open() {
        return session().look();
    }

    @Override
    boolean handle(FlowFile file, FlowStore store, Workspace workspace) {
        List<Problem> problems = file.check(store, workspace);
        tell(file, problems);
        boolean good = problems.stream().noneMatch(p -> p.severity() == Severity.ERROR);
        if (good) {
            print("%s: good".formatted(file.name()));
        }
        return good;
    }
}
