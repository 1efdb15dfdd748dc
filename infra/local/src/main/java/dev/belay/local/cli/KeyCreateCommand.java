package dev.belay.local.cli;

import dev.belay.api.access.ApiKeys;
import dev.belay.api.access.Role;
import dev.belay.local.access.Keys;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Make an API key for --workspace; '*' is for all workspaces.",
            "The key is shown once, and kept nowhere."
        })
final class KeyCreateCommand extends BelayCommand {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "viewer, operator, author or admin.")
    String role = "";

    @Option(names = "--name", paramLabel = "TEXT", description = "What it is for.")
    @Nullable String name;

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description = "For how long it counts, for example P90D. Default: without end")
    @Nullable Duration expiresIn;

    @Override
    public Integer call() {
        Role wanted =
                Role.find(role)
                        .orElseThrow(
                                () -> usage("--role: expected viewer, operator, author or admin"));
        Instant end = expiresIn == null ? null : Instant.now().plus(expiresIn);
        try (Keys keys = session().keys()) {
            ApiKeys.Created made = keys.create(options.workspace, wanted, name, end);
            if (options.json) {
                printJson(made);
            } else {
                print("%s".formatted(made.secret()));
                print(
                        "key %s, %s of %s; it cannot be shown again"
                                .formatted(made.key().id(), wanted.text(), made.key().workspace()));
            }
            return Exit.OK;
        }
    }
}
