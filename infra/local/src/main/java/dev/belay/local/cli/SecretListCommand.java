package dev.belay.local.cli;

import dev.belay.core.model.Workspace;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the names of the secrets that are files.")
final class SecretListCommand extends BelayCommand {
    @Override
    public Integer call() {
        List<String> names = Session.secrets(options.data).names(new Workspace(options.workspace));
        if (options.json) {
            printJson(names);
        } else if (names.isEmpty()) {
            print("no secrets");
        } else {
            names.forEach(this::print);
        }
        return Exit.OK;
    }
}
