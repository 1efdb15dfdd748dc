package dev.belay.cdk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ProvisionedPollerConfig;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// One function with a role, a log and an alarm of its own. What calls it goes through the alias
/// `live`, so that a deployment can be shifted and taken back.
public final class BelayFunction extends Construct {
    private static final int POLLERS_MIN = 2;

    private final Role role;
    private final Function function;
    private final Alias alias;
    private final Spec spec;

    /// @param export what the artifact calls it
    /// @param lane null for a function of all lanes
    /// @param timeout in seconds
    /// @param provisioned kept warm; 0 keeps none
    /// @param variables beside those that all functions have
    /// @param alarmed false where what fails shows elsewhere
    public record Spec(
            String export,
            String description,
            @Nullable String lane,
            Path artifact,
            int timeout,
            int memory,
            int provisioned,
            Map<String, String> variables,
            boolean alarmed) {
        public Spec {
            variables = Map.copyOf(variables);
        }

        String name() {
            return lane == null ? export : lane + "-" + export;
        }
    }

    BelayFunction(Construct scope, String id, Spec spec, BelayEngine engine) {
        super(scope, id);
        this.spec = spec;
        EngineOptions options = engine.options();
        LogGroup logs =
                LogGroup.Builder.create(this, "Logs")
                        .retention(retention(options.logDays()))
                        .encryptionKey(options.key())
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        role =
                Role.Builder.create(this, "Role")
                        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                        .build();
        allow(Permissions.LOG, logs.getLogGroupArn());
        var function =
                Function.Builder.create(this, "Function")
                        .description(spec.description())
                        .code(Code.fromAsset(spec.artifact().toString()))
                        .runtime(options.packaging().runtime())
                        .handler(options.packaging().handler())
                        .architecture(Architecture.ARM_64)
                        .timeout(Duration.seconds(spec.timeout()))
                        .memorySize(spec.memory())
                        .role(role)
                        .logGroup(logs)
                        .environment(variables(engine))
                        .environmentEncryption(options.key());
        if (options.packaging() == Packaging.JVM && spec.provisioned() == 0) {
            function.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        Network network = options.network();
        if (network != null) {
            allow(Permissions.NETWORK, "*");
            refuseToItself(Permissions.NETWORK);
            function.vpc(network.vpc())
                    .vpcSubnets(network.subnets())
                    .securityGroups(network.securityGroups());
        }
        if (options.key() != null) {
            allow(Permissions.KEY, options.key().getKeyArn());
        }
        this.function = function.build();
        var alias =
                Alias.Builder.create(this, "Alias")
                        .aliasName("live")
                        .version(this.function.getCurrentVersion());
        if (spec.provisioned() > 0) {
            alias.provisionedConcurrentExecutions(spec.provisioned());
        }
        this.alias = alias.build();
        if (spec.alarmed()) {
            addAlarm(engine.alarms());
        }
    }

    private void addAlarm(Alarms alarms) {
        alarms.add(
                spec.name() + "-errors",
                new Alarms.Watched(
                        "AWS/Lambda",
                        "Errors",
                        Map.of("FunctionName", this.function.getFunctionName()),
                        "Sum",
                        300),
                Alarms.Raised.above(0, 3),
                "Invocations fail. See docs/operations.md#a-function-fails");
    }

    private Map<String, String> variables(BelayEngine engine) {
        EngineOptions options = engine.options();
        var variables = new HashMap<String, String>();
        variables.put("BELAY_TABLE", engine.storage().table().getTableName());
        variables.put("BELAY_BUCKET", engine.storage().bucket().getBucketName());
        variables.put("BELAY_QUEUE_PREFIX", Aws.STACK_NAME);
        variables.put("BELAY_BUILD", options.build());
        variables.put("BELAY_RETENTION", options.retentionDays() + "d");
        variables.put("BELAY_FAIR_QUEUES", "true");
        variables.put("BELAY_FUNCTION_TIMEOUT", spec.timeout() + "s");
        variables.put("QUARKUS_FUNQY_EXPORT", spec.export());
        variables.put("AWS_RETRY_MODE", "standard");
        variables.put(
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 --add-opens=java.base/java.lang=ALL-UNNAMED");
        if (spec.lane() != null) {
            variables.put("BELAY_LANE", spec.lane());
        }
        variables.putAll(spec.variables());
        return variables;
    }

    /// Code has no use for what Lambda needs to put a function into a VPC.
    private void refuseToItself(List<String> actions) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .effect(Effect.DENY)
                        .actions(actions)
                        .resources(List.of("*"))
                        .conditions(
                                Map.of(
                                        "ArnLike",
                                        Map.of(
                                                "lambda:SourceFunctionArn",
                                                "arn:%s:lambda:%s:%s:function:*"
                                                        .formatted(
                                                                Aws.PARTITION,
                                                                Aws.REGION,
                                                                Aws.ACCOUNT_ID))))
                        .build());
    }

    /// Lets the function do something more.
    public void allow(List<String> actions, String... resources) {
        role.addToPolicy(
                PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(List.of(resources))
                        .build());
    }

    /// Feeds it from a queue, whose messages it may take.
    void consume(String id, IQueue queue, int batch, LaneOptions scaling) {
        allow(Permissions.HOLD, queue.getQueueArn());
        feed(id, queue, batch, scaling);
    }

    /// Feeds it from a queue whose messages it neither holds nor puts off.
    void feed(String id, IQueue queue, int batch, LaneOptions scaling) {
        allow(Permissions.POLL, queue.getQueueArn());
        var source =
                EventSourceMapping.Builder.create(this, id)
                        .target(alias)
                        .eventSourceArn(queue.getQueueArn())
                        .batchSize(batch)
                        .reportBatchItemFailures(true);
        if (scaling.pollersMax() > 0) {
            source.provisionedPollerConfig(
                    ProvisionedPollerConfig.builder()
                            .minimumPollers(POLLERS_MIN)
                            .maximumPollers(scaling.pollersMax())
                            .build());
        } else if (scaling.concurrencyMax() > 0) {
            source.maxConcurrency(scaling.concurrencyMax());
        }
        source.build();
    }

    static RetentionDays retention(int days) {
        for (RetentionDays known : RetentionDays.values()) {
            if (known.name().equals(WORDS.get(days))) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "logDays is %d, expected one of %s".formatted(days, WORDS.keySet()));
    }

    private static final Map<Integer, String> WORDS =
            Map.of(
                    1, "ONE_DAY",
                    3, "THREE_DAYS",
                    7, "ONE_WEEK",
                    14, "TWO_WEEKS",
                    30, "ONE_MONTH",
                    60, "TWO_MONTHS",
                    90, "THREE_MONTHS",
                    180, "SIX_MONTHS",
                    365, "ONE_YEAR");

    public Role role() {
        return role;
    }

    public Function function() {
        return function;
    }

    /// What callers call.
    public Alias alias() {
        return alias;
    }
}
