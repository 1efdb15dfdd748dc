package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.local.access.Runs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "signal", description = "Send a signal to a run.")
final class SignalCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Parameters(index = "1", paramLabel = "NAME", description = "The signal's name.")
    String name = "";

    @Option(names = "--input", paramLabel = "JSON|@FILE", description = "What it carries.")
    @Nullable String input;

    @Option(names = "--id", paramLabel = "ID", description = "The same id again is delivered once.")
    @Nullable String id;

    @Override
    public Integer call() {
        var body = new MessageBody(name, value("--input", input), id, null);
        try (Runs runs = session().look()) {
            runs.signal(argument.run, body);
            if (!options.json) {
                print("signal '%s' is accepted by run %s".formatted(name, argument.run));
            }
            return Exit.OK;
        }
    }
}
