package dev.belay.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.constructs.Node;

/// What `cdk deploy` runs: one installation, with options from the context (`cdk deploy -c
/// alarmAddress=…`). The rules of cdk-nag are checked at each synthesis.
public final class BelayApp {
    private BelayApp() {}

    public static void main(String[] arguments) {
        var app = new App();
        Node context = app.getNode();
        var stack =
                new BelayStack(
                        app,
                        text(context, "stackName", "belay"),
                        null,
                        options(context),
                        new WebhookApi.Options(number(context, "requestsPerSecond", 500), null),
                        LaneOptions.system(number(context, "systemProvisioned", 0)),
                        LaneOptions.automation(number(context, "automationConcurrency", 50))
                                .withPollersMax(number(context, "automationPollers", 0)));
        if (text(context, "dashboard", "false").equals("true")) {
            new Dashboards(stack, "Dashboards", stack.engine());
        }
        Aspects.of(app).add(new AwsSolutionsChecks());
        app.synth();
    }

    private static EngineOptions options(Node context) {
        String address = text(context, "alarmAddress", "");
        return EngineOptions.of(Artifacts.of(Path.of(text(context, "root", "../.."))))
                .withPackaging(
                        Packaging.valueOf(
                                text(context, "packaging", "native").toUpperCase(Locale.ROOT)))
                .withBuild(text(context, "build", "1"))
                .withRetentionDays(number(context, "retentionDays", 30))
                .withMemory(
                        number(context, "orchestratorMemory", 512),
                        number(context, "activityMemory", 256))
                .withAlarmAddress(address.isEmpty() ? null : address);
    }

    private static String text(Node context, String name, String otherwise) {
        return Optional.ofNullable(context.tryGetContext(name))
                .map(Object::toString)
                .orElse(otherwise);
    }

    private static int number(Node context, String name, int otherwise) {
        return Integer.parseInt(text(context, name, String.valueOf(otherwise)));
    }
}
