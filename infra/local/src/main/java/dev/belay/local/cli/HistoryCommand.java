package dev.belay.local.cli;

import dev.belay.api.runs.RunView;
import dev.belay.api.words.Narrator;
import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.RunId;
import dev.belay.core.model.RunKey;
import dev.belay.core.model.Workspace;
import dev.belay.json.ExportedHistory;
import dev.belay.json.HistoryExport;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Runs;
import dev.belay.local.access.RunsHistory;
import dev.belay.local.access.RunsPayloads;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = {
            "Tell what happened to a run, step by step.",
            "With --json, print the history; its large payloads stay where they are.",
            "With --export, write all that a replay takes into one file."
        })
final class HistoryCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description =
                    "Write a new file with the history and all its payloads, for 'belay replay FILE'"
                            + " and for tests. It holds what the workflow was given, as it is.")
    @Nullable Path export;

    @Override
    public Integer call() throws InterruptedException {
        try (Runs runs = session().look()) {
            if (export != null) {
                return export(runs, export);
            }
            var whole = Histories.read(runs, argument.run);
            if (whole.batches().isEmpty()) {
                throw new BelayException(
                        ErrorCode.RUN_NOT_FOUND,
                        "run %s has no history; has it begun?".formatted(argument.run));
            }
            if (options.json) {
                out().print(
                                JsonHistories.write(
                                        new JsonHistories.History(whole.run(), whole.batches())));
                out().flush();
                return Exit.OK;
            }
            var narrator = new Narrator();
            for (var batch : whole.batches()) {
                for (Narrator.Line line : narrator.tell(batch)) {
                    print(Follower.line(line));
                }
            }
            return Exit.OK;
        }
    }

    private int export(Runs runs, Path file) {
        RunView view = runs.describe(argument.run);
        var run = new RunKey(new Workspace(view.workspace()), new RunId(view.runId()));
        ExportedHistory history =
                HistoryExport.of(new RunsHistory(runs), new RunsPayloads(runs), run);
        try {
            Files.writeString(file, HistoryExport.write(history), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            throw usage("--export: %s is there already".formatted(file));
        } catch (IOException e) {
            throw usage("--export: the file %s cannot be written".formatted(file));
        }
        print(
                "exported run %s (%s): %d batches and %d payloads in %s"
                        .formatted(
                                view.runId(),
                                view.workflow(),
                                history.batches().size(),
                                history.payloads().size(),
                                file));
        return Exit.OK;
    }
}
