package dev.belay.local.cli;

import dev.belay.api.runs.MessageBody;
import dev.belay.local.access.Runs;
import dev.belay.local.host.Faults;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "update", description = "Change a run, and print what it answers.")
final class UpdateCommand extends BelayCommand {
    @Mixin RunArgument argument = new RunArgument();

    @Parameters(index = "1", paramLabel = "NAME", description = "The update's name.")
    String name = "";

    @Option(names = "--input", paramLabel = "JSON|@FILE", description = "Its argument.")
    @Nullable String input;

    @Option(names = "--id", paramLabel = "ID", description = "The same id again is delivered once.")
    @Nullable String id;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "PT10S",
            description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}")
    Duration wait = Duration.ofSeconds(10);

    @Override
    public Integer call() throws InterruptedException {
        var body = new MessageBody(name, value("--input", input), id, wait);
        try (Runs runs = session().work(Faults.NONE)) {
            printJson(runs.update(argument.run, body).answer());
            return Exit.OK;
        }
    }
}
