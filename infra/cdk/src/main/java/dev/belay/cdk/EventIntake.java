package dev.belay.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.constructs.Construct;

/// Takes events of event buses for a workspace. What cannot be taken is tried again for six hours,
/// and then kept in the bucket.
public final class EventIntake extends Construct {
    private static final int TIMEOUT = 60;
    private static final int RETRIES_OF_BUS = 185;
    private static final int RETRIES = 2;

    private final BelayFunction function;

    public EventIntake(BelayEngine engine, String workspace) {
        super(engine, "EventIntake");
        function =
                new BelayFunction(
                        this,
                        "EventBus",
                        new BelayFunction.Spec(
                                "event-bus",
                                "Takes the events of an event bus",
                                null,
                                engine.options().artifacts().activities(),
                                TIMEOUT,
                                engine.options().activityMemory(),
                                0,
                                Map.of("BELAY_EVENT_WORKSPACE", workspace),
                                true),
                        engine);
        engine.takesEvents(function);
        Storage storage = engine.storage();
        function.allow(Permissions.WRITE_OBJECTS, storage.objects("aws/lambda/async"));
        var kept =
                CfnEventInvokeConfig.Builder.create(this, "Kept")
                        .functionName(function.function().getFunctionName())
                        .qualifier(function.alias().getAliasName())
                        .maximumEventAgeInSeconds((int) Duration.hours(6).toSeconds().longValue())
                        .maximumRetryAttempts(RETRIES)
                        .destinationConfig(
                                CfnEventInvokeConfig.DestinationConfigProperty.builder()
                                        .onFailure(
                                                CfnEventInvokeConfig.OnFailureProperty.builder()
                                                        .destination(
                                                                storage.bucket().getBucketArn())
                                                        .build())
                                        .build())
                        .build();
        kept.getNode().addDependency(function.alias());
    }

    /// Takes what some sources put on a bus.
    public void take(IEventBus bus, List<String> sources) {
        Rule.Builder.create(this, "From-" + String.join("-", sources))
                .eventBus(bus)
                .eventPattern(EventPattern.builder().source(sources).build())
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(function.alias())
                                        .retryAttempts(RETRIES_OF_BUS)
                                        .build()))
                .build();
    }

    public BelayFunction function() {
        return function;
    }
}
