package dev.belay.local.cli;

import dev.belay.api.access.ApiKey;
import dev.belay.local.access.Keys;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the API keys of --workspace; '*' lists those for all.")
final class KeyListCommand extends BelayCommand {
    @Override
    public Integer call() {
        try (Keys keys = session().keys()) {
            List<ApiKey> all = keys.list(options.workspace);
            if (options.json) {
                printJson(all);
            } else if (all.isEmpty()) {
                print("no keys");
            } else {
                print("%-14s  %-10s  %-22s  %s".formatted("KEY", "ROLE", "UNTIL", "NAME"));
                all.forEach(key ->
                        print(
                                "%-14s  %-10s  %-22s  %s"
                                        .formatted(
                                                key.id(),
                                                key.role().text(),
                                                key.expiresAt() == null ? "-" : key.expiresAt(),
                                                Objects.requireNonNullElse(key.name(), ""))));
            }
            return Exit.OK;
        }
    }
}
