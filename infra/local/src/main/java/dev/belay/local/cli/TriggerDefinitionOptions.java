package dev.belay.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.belay.webhook.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A trigger as it is given on the command line: a file, or option by option.
final class TriggerDefinitionOptions {
    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The whole trigger, in YAML or JSON; options change what it says.")
    @Nullable Path file;

    @Option(names = "--workflow", paramLabel = "NAME", description = "What to start.")
    @Nullable String workflow;

    @Option(
            names = "--sender",
            paramLabel = "NAME",
            description =
                    "Who delivers, such as github, stripe, standard-webhooks, hmac, token; 'event' for CloudEvents.")
    @Nullable String sender;

    @Option(
            names = "--event",
            paramLabel = "ATTRIBUTE=VALUE",
            description =
                    "With --sender event: what the event has to have, for example type=shop.ordered; all of several.")
    @Nullable Map<String, String> event;

    @Option(names = "--filter", paramLabel = "JQ", description = "Whether an event starts a run.")
    @Nullable String filter;

    @Option(names = "--input", paramLabel = "JQ", description = "What a run gets of the event.")
    @Nullable String input;

    @Option(
            names = "--run-workflow-id",
            paramLabel = "JQ",
            description = "A run's workflow id, made of the event.")
    @Nullable String workflowId;

    @Option(
            names = "--idempotency-key",
            paramLabel = "JQ",
            description = "Of several events with the same key, the first starts a run.")
    @Nullable String idempotencyKey;

    @Option(
            names = "--conflict",
            paramLabel = "POLICY",
            description =
                    "While the workflow id has an open run: use-existing, fail, terminate-existing. Default: use-existing")
    @Nullable String conflict;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "What the sender asks for, such as url=https://…; repeatable.")
    @Nullable Map<String, String> option;

    @Option(
            names = "--header",
            paramLabel = "NAME",
            description = "A header that the event carries; repeatable.")
    @Nullable List<String> header;

    @Option(names = "--lane", paramLabel = "LANE", description = "The runs' lane.")
    @Nullable String lane;

    @Option(
            names = "--signing-secret-name",
            paramLabel = "NAME",
            description = "The secret's name. Default: the trigger's id")
    @Nullable String secretName;

    @Option(
            names = "--allow-unsigned",
            description = "Start runs although nothing proves who delivers.")
    boolean allowUnsigned;

    ObjectNode definition(BelayCommand command) {
        ObjectNode trigger =
                file == null ? JsonNodeFactory.instance.objectNode() : contents(command, file);
        put(trigger, "workflow", workflow);
        put(trigger, "sender", sender);
        put(trigger, "filter", filter);
        put(trigger, "input", input);
        put(trigger, "workflowId", workflowId);
        put(trigger, "idempotencyKey", idempotencyKey);
        put(trigger, "conflict", conflict);
        put(trigger, "lane", lane);
        if (event != null) {
            event.forEach(trigger.putArray("events").addObject()::put);
        }
        if (option != null) {
            option.forEach(trigger.withObject("/options")::put);
        }
        if (header != null) {
            header.forEach(trigger.withArray("/headers")::add);
        }
        if (secretName != null) {
            trigger.withObject("/secrets").put(Trigger.SIGNING, secretName);
        }
        if (allowUnsigned) {
            trigger.put("allowUnsigned", true);
        }
        return trigger;
    }

    private static void put(ObjectNode trigger, String field, @Nullable String value) {
        if (value != null) {
            trigger.put(field, value);
        }
    }

    private static ObjectNode contents(BelayCommand command, Path file) {
        try {
            JsonNode read = YAML.readTree(Files.readString(file));
            if (read instanceof ObjectNode trigger) {
                return trigger;
            }
            throw command.usage("--file: %s is no object".formatted(file));
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw command.usage(
                    "--file: %s is neither YAML nor JSON%s"
                            .formatted(
                                    file,
                                    location == null
                                            ? ""
                                            : ", from line %d, column %d"
                                                    .formatted(
                                                            location.getLineNr(),
                                                            location.getColumnNr())));
        } catch (IOException e) {
            throw command.usage("--file: the file %s cannot be read".formatted(file));
        }
    }
}
