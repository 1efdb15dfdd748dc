package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import dev.belay.definition.problem.InvalidDefinitionException;
import dev.belay.definition.publish.DefinitionPublisher.Published;
import dev.belay.flow.store.FlowStore;
import dev.belay.local.access.Runs;
import picocli.CommandLine.Command;

@Command(
        name = "publish",
        description = {
            "Publish definitions, so that runs of them can be started.",
            "The same content under the same version again changes nothing."
        },
        footer = {"", "Exits with 1 when one could not be published; the others are."})
final class FlowPublishCommand extends FlowFilesCommand {
    @Override
    Runs open() {
        return session().server().isPresent() ? session().look() : session().leave();
    }

    @Override
    boolean handle(FlowFile file, FlowStore store, Workspace workspace) {
        try {
            Published published = file.publish(store, workspace);
            tell(file, published.flow().warnings());
            print(
                    "%s: %s %s of %s"
                            .formatted(
                                    file.name(),
                                    published.isNew() ? "published version" : "already there:",
                                    published.version().version(),
                                    published.version().workflow()));
            FlowStartsWords.lines(published.flow(), workspace.name())
                    .forEach(line -> print("  " + line));
            return true;
        } catch (InvalidDefinitionException invalid) {
            tell(file, invalid.problems());
            return false;
        }
    }
}
