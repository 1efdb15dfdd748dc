package dev.belay.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Alarms, and who is told of them. docs/operations.md has what to do at each.
public final class Alarms extends Construct {
    private final @Nullable Topic topic;
    private final List<Alarm> all = new ArrayList<>();

    Alarms(Construct scope, String id, @Nullable String address, @Nullable IKey key) {
        super(scope, id);
        if (address == null) {
            topic = null;
            return;
        }
        topic = Topic.Builder.create(this, "Topic").masterKey(key).enforceSsl(true).build();
        topic.addSubscription(new EmailSubscription(address));
        topic.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                        .actions(List.of("sns:Publish"))
                        .resources(List.of(topic.getTopicArn()))
                        .conditions(
                                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                        .build());
    }

    /// What an alarm looks at.
    ///
    /// @param seconds of one period
    record Watched(
            String namespace,
            String metric,
            Map<String, String> dimensions,
            String statistic,
            int seconds) {}

    /// When it is raised.
    record Raised(
            ComparisonOperator when, double threshold, int periods, TreatMissingData missing) {
        static Raised above(double threshold, int periods) {
            return new Raised(
                    ComparisonOperator.GREATER_THAN_THRESHOLD,
                    threshold,
                    periods,
                    TreatMissingData.NOT_BREACHING);
        }
    }

    /// @param name what follows the stack's name
    /// @param description a sentence, and the heading of the runbook
    void add(String name, Watched watched, Raised raised, String description) {
        var alarm =
                Alarm.Builder.create(this, name)
                        .alarmName(Aws.STACK_NAME + "-" + name)
                        .alarmDescription(description)
                        .metric(
                                Metric.Builder.create()
                                        .namespace(watched.namespace())
                                        .metricName(watched.metric())
                                        .dimensionsMap(watched.dimensions())
                                        .statistic(watched.statistic())
                                        .period(Duration.seconds(watched.seconds()))
                                        .build())
                        .comparisonOperator(raised.when())
                        .threshold(raised.threshold())
                        .evaluationPeriods(raised.periods())
                        .treatMissingData(raised.missing())
                        .build();
        if (topic != null) {
            alarm.addAlarmAction(new SnsAction(topic));
        }
        all.add(alarm);
    }

    public List<Alarm> all() {
        return List.copyOf(all);
    }
}
