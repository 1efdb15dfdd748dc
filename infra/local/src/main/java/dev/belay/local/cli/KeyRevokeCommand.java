package dev.belay.local.cli;

import dev.belay.local.access.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Let an API key count no longer.")
final class KeyRevokeCommand extends BelayCommand {
    @Parameters(paramLabel = "KEY", description = "Its id, as 'belay key list' shows it.")
    String id = "";

    @Override
    public Integer call() {
        try (Keys keys = session().keys()) {
            keys.revoke(id);
            print("key %s is revoked".formatted(id));
            return Exit.OK;
        }
    }
}
