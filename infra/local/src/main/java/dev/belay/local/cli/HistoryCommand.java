package dev.belay.local.cli;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.json.JsonHistories;
import dev.belay.local.access.Histories;
import dev.belay.local.access.Runs;
import dev.belay.local.words.Narrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "history",
        description = {
            "Tell what happened to a run, step by step.",
            "With --json, export the history; 'belay replay FILE' reads it."
        })
final class HistoryCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Override
    public Integer call() throws InterruptedException {
        try (Runs runs = session().look()) {
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
}
