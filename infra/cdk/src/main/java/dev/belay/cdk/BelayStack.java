package dev.belay.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The installation of template.yaml: the lanes `system` and `automation`, both with HTTP requests.
public final class BelayStack extends Stack {
    private static final int HTTP_REQUEST_TIMEOUT = 120;

    private final BelayEngine engine;

    public BelayStack(
            Construct scope, String id, @Nullable StackProps props, EngineOptions options) {
        this(scope, id, props, options, LaneOptions.system(0), LaneOptions.automation(50));
    }

    public BelayStack(
            Construct scope,
            String id,
            @Nullable StackProps props,
            EngineOptions options,
            LaneOptions... lanes) {
        super(scope, id, props);
        engine = new BelayEngine(this, "Belay", options);
        for (LaneOptions lane : lanes) {
            engine.addLane(lane)
                    .addActivity(
                            "http-request",
                            "http-request",
                            options.artifacts().activities(),
                            HTTP_REQUEST_TIMEOUT);
        }
        output("TableName", engine.storage().table().getTableName());
        output("BucketName", engine.storage().bucket().getBucketName());
        output("QueuePrefix", getStackName());
        output("QueryFunction", engine.query().alias().getFunctionArn());
        suppress();
    }

    public BelayEngine engine() {
        return engine;
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
