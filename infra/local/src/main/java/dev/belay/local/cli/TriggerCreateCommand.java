package dev.belay.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.model.Workspace;
import dev.belay.local.access.Runs;
import dev.belay.local.access.ServerFile;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.store.SecretDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Make a trigger. The secret is read from elsewhere, kept in a file that nobody but you can",
            "read, and never printed."
        })
final class TriggerCreateCommand extends BelayCommand {
    @Mixin TriggerArgument argument = new TriggerArgument();
    @Mixin TriggerDefinitionOptions given = new TriggerDefinitionOptions();

    @Option(
            names = "--secret",
            paramLabel = "SOURCE",
            description =
                    "Where the secret is: '-' for standard input, 'env:NAME', 'file:PATH', or 'new' to make one up.")
    @Nullable String secret;

    @Option(names = "--replace", description = "Replace the trigger if there is one.")
    boolean replace;

    @Override
    public Integer call() {
        ObjectNode definition = given.definition(this);
        boolean up = session().server().isPresent();
        try (Runs runs = up ? session().look() : session().leave()) {
            @Nullable String value = secret == null ? null : SecretSource.read(this, secret);
            JsonNode made = runs.triggers().put(argument.id, definition, !replace);
            String name = made.path("secrets").path(Trigger.SIGNING).asText();
            if (value != null && !name.isEmpty()) {
                secrets().put(new Workspace(options.workspace), name, value);
            }
            if (options.json) {
                printJson(made);
            } else {
                tell(made, name);
            }
            return Exit.OK;
        }
    }

    private SecretDirectory secrets() {
        return Session.secrets(options.data);
    }

    private void tell(JsonNode made, String name) {
        print(
                "made trigger %s of %s (%s)"
                        .formatted(
                                argument.id,
                                made.path("workflow").asText(),
                                made.path("sender").asText()));
        if (made.path("sender").asText().equals(Trigger.EVENT)) {
            print("events: POST %s/events/%s".formatted(base(), options.workspace));
            return;
        }
        print("address: %s/hooks/%s/%s".formatted(base(), options.workspace, argument.id));
        var workspace = new Workspace(options.workspace);
        boolean unsigned = made.path("allowUnsigned").asBoolean();
        if (secrets().secret(workspace, name).isPresent()) {
            print(
                    "secret: %s"
                            .formatted(
                                    options.data
                                            .resolve("secrets")
                                            .resolve(options.workspace)
                                            .resolve(name)));
        } else if (!unsigned) {
            print(
                    "no secret '%s' yet: deliveries are refused until 'belay trigger rotate %s --secret …'"
                            .formatted(name, argument.id));
        }
    }

    private String base() {
        return session()
                .server()
                .map(ServerFile.Server::port)
                .map("http://127.0.0.1:%d"::formatted)
                .orElse("");
    }
}
