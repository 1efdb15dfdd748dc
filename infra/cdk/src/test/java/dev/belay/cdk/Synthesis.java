package dev.belay.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.stack.StackReader;
import dev.belay.stack.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.kms.Key;

/// Synthesizes stacks, with files in the place of built functions.
final class Synthesis {
    private static final Path ROOT = Path.of("..", "..");

    private Synthesis() {}

    static App app() {
        return new App(
                AppProps.builder()
                        .outdir(temporary("belay-cdk").toString())
                        .context(Map.of("aws:cdk:version-reporting", false))
                        .build());
    }

    static EngineOptions options() {
        try {
            Path directory = temporary("belay-artifacts");
            Path engine = Files.writeString(directory.resolve("engine.zip"), "engine");
            Path activities = Files.writeString(directory.resolve("activities.zip"), "activities");
            return EngineOptions.of(new Artifacts(engine, activities));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String prefix) {
        try {
            Path directory = Files.createTempDirectory(prefix);
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode content(Function<App, Stack> made) {
        Map<String, Object> template =
                software.amazon.awscdk.assertions.Template.fromStack(made.apply(app())).toJSON();
        return new ObjectMapper().valueToTree(template);
    }

    static dev.belay.stack.Stack facts(JsonNode content) {
        return StackReader.read(Template.of(content));
    }

    static dev.belay.stack.Stack facts(Function<App, Stack> made) {
        return facts(content(made));
    }

    static Stack defaults(App app) {
        return new BelayStack(app, "belay", null, options());
    }

    /// What can be switched on beside each other, as in the parameters of the template.
    static Stack everything(App app) {
        var outside = new Stack(app, "outside");
        var vpc =
                Vpc.fromVpcAttributes(
                        outside,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-0123456789abcdef0")
                                .availabilityZones(List.of("eu-west-1a"))
                                .privateSubnetIds(List.of("subnet-0123456789abcdef0"))
                                .build());
        var network =
                new Network(
                        vpc,
                        SubnetSelection.builder()
                                .subnets(
                                        List.of(
                                                Subnet.fromSubnetId(
                                                        outside,
                                                        "Subnet",
                                                        "subnet-0123456789abcdef0")))
                                .build(),
                        List.of(
                                SecurityGroup.fromSecurityGroupId(
                                        outside, "Group", "sg-0123456789abcdef0")));
        var key =
                Key.fromKeyArn(
                        outside,
                        "Key",
                        "arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef");
        var certificate =
                Certificate.fromCertificateArn(
                        outside, "Certificate", "arn:aws:acm:eu-west-1:111122223333:certificate/c");
        var stack =
                new BelayStack(
                        app,
                        "belay",
                        null,
                        options()
                                .withPackaging(Packaging.JVM)
                                .withRetentionDays(365)
                                .withAlarmAddress("operations@example.com")
                                .withKey(key)
                                .withNetwork(network),
                        WebhookApi.Options.DEFAULT.withDomain("hooks.example.com", certificate),
                        LaneOptions.system(2)
                                .withPeak(
                                        new LaneOptions.Peak(
                                                10,
                                                "cron(0 7 ? * MON-FRI *)",
                                                "cron(0 19 ? * MON-FRI *)",
                                                "UTC")),
                        LaneOptions.automation(50).withPollersMax(20));
        stack.events().take(EventBus.fromEventBusName(stack, "Shop", "shop"), List.of("orders"));
        return stack;
    }

    static dev.belay.stack.Stack sam(Map<String, String> parameters) {
        return StackReader.read(Template.read(ROOT.resolve("template.yaml"), parameters));
    }

    static final Map<String, String> EVERYTHING =
            Map.ofEntries(
                    Map.entry("Packaging", "jvm"),
                    Map.entry("RetentionDays", "365"),
                    Map.entry("SystemProvisioned", "2"),
                    Map.entry("SystemPeakProvisioned", "10"),
                    Map.entry("AutomationPollers", "20"),
                    Map.entry("AlarmAddress", "operations@example.com"),
                    Map.entry(
                            "KeyArn",
                            "arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef"),
                    Map.entry("SubnetIds", "subnet-0123456789abcdef0"),
                    Map.entry("SecurityGroupIds", "sg-0123456789abcdef0"),
                    Map.entry("ApiDomain", "hooks.example.com"),
                    Map.entry("EventBusName", "shop"),
                    Map.entry("EventSources", "orders"));
}
