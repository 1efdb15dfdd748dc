package dev.belay.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/// A dashboard: the alarms, and a row for each lane with its queues, functions and counts.
public final class Dashboards extends Construct {
    private static final int WIDTH = 24;
    private static final int THIRD = 8;

    public Dashboards(Construct scope, String id, BelayEngine engine) {
        super(scope, id);
        var rows = new ArrayList<List<? extends IWidget>>();
        rows.add(
                List.of(
                        AlarmStatusWidget.Builder.create()
                                .title("Alarms")
                                .width(WIDTH)
                                .alarms(engine.alarms().all())
                                .build()));
        engine.lanes().forEach(lane -> rows.add(row(lane)));
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(Aws.STACK_NAME)
                .widgets(rows)
                .build();
    }

    private static List<IWidget> row(Lane lane) {
        return List.of(
                graph(
                        lane.name() + ": oldest message, in seconds",
                        queues(lane).stream()
                                .map(queue ->
                                        (IMetric)
                                                queue.queue().metricApproximateAgeOfOldestMessage())
                                .toList()),
                graph(
                        lane.name() + ": how long functions take, in milliseconds",
                        functions(lane).stream()
                                .map(f -> (IMetric) f.function().metricDuration())
                                .toList()),
                graph(
                        lane.name() + ": what went wrong",
                        List.of(
                                count(lane, "WorkflowTasksHandedBack"),
                                count(lane, "DeadWorkflowTasks"),
                                count(lane, "DeadActivityTasks"),
                                count(lane, "DeadLettersKept"))));
    }

    private static List<TaskQueue> queues(Lane lane) {
        var queues = new ArrayList<TaskQueue>();
        queues.add(lane.orchestratorQueue());
        lane.activities().forEach(activity -> queues.add(activity.queue()));
        return queues;
    }

    private static List<BelayFunction> functions(Lane lane) {
        var functions = new ArrayList<BelayFunction>();
        functions.add(lane.orchestrator());
        lane.activities().forEach(activity -> functions.add(activity.function()));
        return functions;
    }

    private static IMetric count(Lane lane, String metric) {
        return Metric.Builder.create()
                .namespace("Belay")
                .metricName(metric)
                .dimensionsMap(Map.of("Lane", lane.name()))
                .statistic("Sum")
                .period(Duration.minutes(5))
                .build();
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create().title(title).width(THIRD).left(metrics).build();
    }
}
