package dev.belay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.stack.Stack.Alarm;
import dev.belay.stack.Stack.Bucket;
import dev.belay.stack.Stack.Function;
import dev.belay.stack.Stack.Queue;
import dev.belay.stack.Stack.Schedule;
import dev.belay.stack.Stack.Source;
import dev.belay.stack.Stack.Subscription;
import dev.belay.stack.Stack.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Reads the facts from a template's resources.
public final class StackReader {
    private final Template template;
    private final Names names;

    private StackReader(Template template) {
        this.template = template;
        this.names = new Names(template);
    }

    public static Stack read(Template template) {
        var reader = new StackReader(template);
        return new Stack(
                reader.functions(),
                reader.queues(),
                reader.sources(),
                reader.schedules(),
                reader.subscriptions(),
                new Routes(template, reader.names).all(),
                reader.tables(),
                reader.buckets(),
                reader.alarms(),
                Grants.of(template, reader.names),
                template.all(Types.DASHBOARD).size());
    }

    private SortedMap<String, Function> functions() {
        var found = new TreeMap<String, Function>();
        template.all(Types.SAM_FUNCTION)
                .forEach((id, function) -> {
                    JsonNode own = function.path("Properties");
                    int provisioned =
                            own.at("/ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions")
                                    .asInt();
                    add(found, id, function, own.has("AutoPublishAlias"), provisioned);
                });
        template.all(Types.FUNCTION)
                .forEach((id, function) -> {
                    JsonNode alias = aliasOf(id);
                    int provisioned =
                            alias.at(
                                            "/Properties/ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions")
                                    .asInt();
                    add(found, id, function, !alias.isMissingNode(), provisioned);
                });
        return found;
    }

    private JsonNode aliasOf(String function) {
        return template.all(Types.ALIAS).values().stream()
                .filter(alias ->
                        Names.id(alias.path("Properties").path("FunctionName").asText())
                                .equals(function))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private void add(
            SortedMap<String, Function> found,
            String id,
            JsonNode function,
            boolean alias,
            int provisioned) {
        JsonNode own = function.path("Properties");
        var variables = new TreeMap<String, String>();
        own.path("Environment")
                .path("Variables")
                .properties()
                .forEach(v -> variables.put(v.getKey(), names.canonical(v.getValue().asText())));
        String name = Names.function(id, function);
        found.put(
                name,
                new Function(
                        name,
                        own.path("Timeout").asInt(3),
                        own.path("MemorySize").asInt(128),
                        own.path("Runtime").asText(),
                        own.path("Architectures").path(0).asText("x86_64"),
                        variables,
                        Names.id(own.path("Role").asText()),
                        alias,
                        own.at("/SnapStart/ApplyOn").asText().equals("PublishedVersions"),
                        provisioned));
    }

    private SortedMap<String, Queue> queues() {
        var found = new TreeMap<String, Queue>();
        template.all(Types.QUEUE)
                .forEach((id, queue) -> {
                    JsonNode own = queue.path("Properties");
                    String letters = own.at("/RedrivePolicy/deadLetterTargetArn").asText();
                    found.put(
                            Names.queue(queue),
                            new Queue(
                                    Names.queue(queue),
                                    own.path("VisibilityTimeout").asInt(30),
                                    own.path("MessageRetentionPeriod").asInt(345_600),
                                    own.path("SqsManagedSseEnabled").asBoolean()
                                            || own.has("KmsMasterKeyId"),
                                    Tls.isOnly(template, Types.QUEUE_POLICY, "Queues", id),
                                    letters.isEmpty() ? "" : names.queueIn(letters),
                                    own.at("/RedrivePolicy/maxReceiveCount").asInt()));
                });
        return found;
    }

    private List<Source> sources() {
        var found = new ArrayList<Source>();
        template.all(Types.SAM_FUNCTION)
                .forEach((id, function) ->
                        function.path("Properties")
                                .path("Events")
                                .forEach(event -> {
                                    if (event.path("Type").asText().equals("SQS")) {
                                        JsonNode own = event.path("Properties");
                                        found.add(source(own, own.path("Queue"), "${" + id + "}"));
                                    }
                                }));
        template.all(Types.SOURCE)
                .values()
                .forEach(source -> {
                    JsonNode own = source.path("Properties");
                    found.add(
                            source(
                                    own,
                                    own.path("EventSourceArn"),
                                    own.path("FunctionName").asText()));
                });
        return found;
    }

    private Source source(JsonNode own, JsonNode queue, String function) {
        return new Source(
                names.queueIn(queue.asText()),
                names.functionIn(function),
                own.path("BatchSize").asInt(10),
                own.path("FunctionResponseTypes")
                        .path(0)
                        .asText()
                        .equals("ReportBatchItemFailures"),
                own.at("/ScalingConfig/MaximumConcurrency").asInt(),
                own.at("/ProvisionedPollerConfig/MaximumPollers").asInt());
    }

    private List<Schedule> schedules() {
        var found = new ArrayList<Schedule>();
        template.all(Types.SAM_FUNCTION)
                .forEach((id, function) ->
                        function.path("Properties")
                                .path("Events")
                                .forEach(event -> {
                                    if (event.path("Type").asText().equals("Schedule")) {
                                        JsonNode own = event.path("Properties");
                                        found.add(
                                                schedule(
                                                        "${" + id + "}",
                                                        own.path("Schedule"),
                                                        own));
                                    }
                                }));
        targets((rule, target) -> {
            if (rule.has("ScheduleExpression")) {
                found.add(
                        schedule(
                                target.path("Arn").asText(),
                                rule.path("ScheduleExpression"),
                                target));
            }
        });
        return found;
    }

    private List<Subscription> subscriptions() {
        var found = new ArrayList<Subscription>();
        targets((rule, target) -> {
            if (rule.has("EventPattern")) {
                var sources = new StringJoiner(",");
                Grants.list(rule.at("/EventPattern/source"))
                        .forEach(source -> sources.add(source.asText()));
                found.add(
                        new Subscription(
                                names.functionIn(target.path("Arn").asText()),
                                rule.path("EventBusName").asText("default"),
                                sources.toString()));
            }
        });
        return found;
    }

    private void targets(BiConsumer<JsonNode, JsonNode> each) {
        template.all(Types.RULE)
                .values()
                .forEach(rule ->
                        rule.path("Properties")
                                .path("Targets")
                                .forEach(target -> each.accept(rule.path("Properties"), target)));
    }

    private Schedule schedule(String function, JsonNode rate, JsonNode retries) {
        return new Schedule(
                names.functionIn(function),
                rate.asText(),
                retries.at("/RetryPolicy/MaximumRetryAttempts").asInt(185));
    }

    private SortedMap<String, Table> tables() {
        var found = new TreeMap<String, Table>();
        template.all(Types.TABLE)
                .forEach((id, table) -> {
                    JsonNode own = table.path("Properties");
                    var indexes = new TreeMap<String, List<String>>();
                    own.path("GlobalSecondaryIndexes")
                            .forEach(index -> {
                                var keys = new ArrayList<>(keys(index));
                                keys.add(index.at("/Projection/ProjectionType").asText());
                                indexes.put(index.path("IndexName").asText(), keys);
                            });
                    found.put(
                            id,
                            new Table(
                                    keys(own),
                                    indexes,
                                    own.at("/TimeToLiveSpecification/Enabled").asBoolean()
                                            ? own.at("/TimeToLiveSpecification/AttributeName")
                                                    .asText()
                                            : "",
                                    own.at(
                                                    "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                            .asBoolean(),
                                    own.at("/SSESpecification/SSEEnabled").asBoolean(),
                                    isRetained(table),
                                    own.path("BillingMode").asText().equals("PAY_PER_REQUEST")));
                });
        return found;
    }

    private static List<String> keys(JsonNode of) {
        var keys = new ArrayList<String>();
        of.path("KeySchema").forEach(key -> keys.add(key.path("AttributeName").asText()));
        return keys;
    }

    private SortedMap<String, Bucket> buckets() {
        var found = new TreeMap<String, Bucket>();
        template.all(Types.BUCKET)
                .forEach((id, bucket) -> {
                    JsonNode own = bucket.path("Properties");
                    JsonNode access = own.path("PublicAccessBlockConfiguration");
                    var rules = new TreeMap<String, Integer>();
                    own.at("/LifecycleConfiguration/Rules")
                            .forEach(rule -> {
                                if (rule.has("ExpirationInDays")) {
                                    rules.put(
                                            rule.path("Prefix").asText(),
                                            rule.path("ExpirationInDays").asInt());
                                }
                            });
                    found.put(
                            id,
                            new Bucket(
                                    own.has("BucketEncryption"),
                                    Tls.isOnly(template, Types.BUCKET_POLICY, "Bucket", id),
                                    access.size() == 4
                                            && access.properties().stream()
                                                    .allMatch(p -> p.getValue().asBoolean()),
                                    isRetained(bucket),
                                    rules));
                });
        return found;
    }

    private static boolean isRetained(JsonNode resource) {
        return resource.path("DeletionPolicy").asText().equals("Retain")
                && resource.path("UpdateReplacePolicy").asText().equals("Retain");
    }

    private SortedMap<String, Alarm> alarms() {
        var found = new TreeMap<String, Alarm>();
        template.all(Types.ALARM)
                .values()
                .forEach(alarm -> {
                    JsonNode own = alarm.path("Properties");
                    var dimensions = new TreeMap<String, String>();
                    own.path("Dimensions")
                            .forEach(d ->
                                    dimensions.put(
                                            d.path("Name").asText(),
                                            names.canonical(d.path("Value").asText())));
                    String name = own.path("AlarmName").asText().replace("${AWS::StackName}-", "");
                    found.put(
                            name,
                            new Alarm(
                                    name,
                                    own.path("Namespace").asText(),
                                    own.path("MetricName").asText(),
                                    dimensions,
                                    own.path("ComparisonOperator").asText(),
                                    own.path("Threshold").asDouble(),
                                    own.path("Period").asInt(),
                                    own.path("EvaluationPeriods").asInt(),
                                    own.path("TreatMissingData").asText("missing"),
                                    own.path("AlarmDescription").asText()));
                });
        return found;
    }
}
