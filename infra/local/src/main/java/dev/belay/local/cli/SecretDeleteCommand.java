package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Forget a secret.")
final class SecretDeleteCommand extends BelayCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Override
    public Integer call() {
        boolean gone = Session.secrets(options.data).remove(new Workspace(options.workspace), name);
        print((gone ? "the secret '%s' is gone" : "there is no secret '%s'").formatted(name));
        return gone ? Exit.OK : Exit.FAILED;
    }
}
