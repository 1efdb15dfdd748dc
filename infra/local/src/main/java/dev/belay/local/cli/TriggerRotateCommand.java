package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.Runs;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.store.SecretDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description = {
            "Set a new secret. The one before stays live beside it until --end.",
            "A trigger that has no secret gets its first."
        })
final class TriggerRotateCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();

    @Option(
            names = "--secret",
            paramLabel = "SOURCE",
            description =
                    "Where the new secret is: '-' for standard input, 'env:NAME', 'file:PATH', or 'new' to make one up.")
    @Nullable String secret;

    @Option(names = "--end", description = "Take away the secret before.")
    boolean end;

    @Override
    public Integer call() {
        if ((secret == null) != end) {
            throw usage("expected either --secret or --end");
        }
        var workspace = new Workspace(options.workspace);
        SecretDirectory secrets = Session.secrets(options.data);
        String name = name();
        if (secret == null) {
            print(
                    secrets.endRotation(workspace, name)
                            ? "one secret '%s' is live".formatted(name)
                            : "one secret '%s' was live already".formatted(name));
            return Exit.OK;
        }
        String value = SecretSource.read(this, secret);
        if (secrets.secret(workspace, name).isEmpty()) {
            secrets.put(workspace, name, value);
            print("the secret '%s' is live".formatted(name));
        } else {
            secrets.rotate(workspace, name, value);
            print(
                    "two secrets '%s' are live; once the sender has the new one: belay trigger rotate %s --end"
                            .formatted(name, argument.id));
        }
        return Exit.OK;
    }

    private String name() {
        try (Runs runs = session().look()) {
            JsonNode trigger = runs.triggers().describe(argument.id);
            String name = trigger.path("secrets").path(Trigger.SIGNING).asText();
            if (name.isEmpty()) {
                throw usage("trigger %s has no secret".formatted(argument.id));
            }
            return name;
        }
    }
}
