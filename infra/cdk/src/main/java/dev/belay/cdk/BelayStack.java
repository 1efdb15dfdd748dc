package dev.belay.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The installation of template.yaml: the lanes `system` and `automation` with HTTP requests and
/// events, webhooks, and what takes events of a bus.
public final class BelayStack extends Stack {
    private final BelayEngine engine;
    private final WebhookApi webhooks;
    private final EventIntake events;

    public BelayStack(
            Construct scope, String id, @Nullable StackProps props, EngineOptions options) {
        this(
                scope,
                id,
                props,
                options,
                WebhookApi.Options.DEFAULT,
                LaneOptions.system(0),
                LaneOptions.automation(50));
    }

    public BelayStack(
            Construct scope,
            String id,
            @Nullable StackProps props,
            EngineOptions options,
            WebhookApi.Options api,
            LaneOptions... lanes) {
        super(scope, id, props);
        engine = new BelayEngine(this, "Belay", options);
        for (LaneOptions lane : lanes) {
            Lane added = engine.addLane(lane);
            added.addHttpRequests();
            added.addEvents();
        }
        webhooks = new WebhookApi(engine, api);
        events = new EventIntake(engine, "default");
        output("TableName", engine.storage().table().getTableName());
        output("BucketName", engine.storage().bucket().getBucketName());
        output("QueuePrefix", getStackName());
        output("QueryFunction", engine.query().alias().getFunctionArn());
        output("ApiAddress", webhooks.address());
        suppress();
    }

    public BelayEngine engine() {
        return engine;
    }

    public WebhookApi webhooks() {
        return webhooks;
    }

    public EventIntake events() {
        return events;
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    private void suppress() {
        NagSuppressions.addStackSuppressions(
                this,
                List.of(
                        suppression(
                                "AwsSolutions-IAM5",
                                "Objects are named by their content or run, so policies name their prefixes. In a VPC, Lambda's own actions on network interfaces are granted on everything or not at all."),
                        suppression(
                                "AwsSolutions-APIG4",
                                "Senders of webhooks sign what they send, each in its own way, and the function verifies it. Everything else asks for credentials of AWS."),
                        suppression(
                                "AwsSolutions-S1",
                                "Only the functions of the stack reach the bucket; data events of CloudTrail tell who did what where that is asked for."),
                        suppression(
                                "AwsSolutions-SNS2",
                                "CloudWatch cannot use the key of the service. Alarms hold names and numbers; with a key of the caller's, the topic uses it.")));
    }

    private static NagPackSuppression suppression(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }
}
