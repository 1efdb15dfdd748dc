package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "set", description = "Keep a secret, in place of one of that name.")
final class SecretSetCommand extends BelayCommand {
    @Parameters(
            paramLabel = "NAME",
            description = "As a definition's use.secrets or a trigger names it.")
    String name = "";

    @Option(
            names = "--secret",
            paramLabel = "SOURCE",
            defaultValue = "-",
            description =
                    "Where it is: '-' for standard input, 'env:NAME', 'file:PATH', or 'new' to make one up. Default: ${DEFAULT-VALUE}")
    String secret = "-";

    @Override
    public Integer call() {
        Session.secrets(options.data)
                .put(new Workspace(options.workspace), name, SecretSource.read(this, secret));
        print("the secret '%s' is kept".formatted(name));
        return Exit.OK;
    }
}
