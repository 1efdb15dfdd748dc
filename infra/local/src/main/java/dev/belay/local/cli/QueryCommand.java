package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "query", description = "Ask a run something; it only reads.")
final class QueryCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Parameters(index = "1", paramLabel = "NAME", description = "The query's name.")
    String name = "";

    @Option(names = "--input", paramLabel = "JSON|@FILE", description = "Its argument.")
    @Nullable String input;

    @Override
    public Integer call() {
        var body = MessageBody.of(name, value("--input", input));
        try (Runs runs = session().look()) {
            printJson(runs.query(argument.run, body).answer());
            return Exit.OK;
        }
    }
}
