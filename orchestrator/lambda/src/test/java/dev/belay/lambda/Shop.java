package dev.belay.lambda;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.workflow.QueryType;
import dev.belay.core.workflow.WorkflowType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// The workflows of the tests. As a bean, they take the place of the examples.
@Singleton
final class Shop implements WorkflowSource {
    static final TaskQueue ORCHESTRATOR = TaskQueue.orchestrator(Lane.SYSTEM);
    static final TaskQueue WORK = new TaskQueue(Lane.SYSTEM, "work");

    static final ActivityType<String, String> RESERVE = activity("reserve");
    static final ActivityType<String, String> CHARGE = activity("charge");

    static final QueryType<Void, String> PROGRESS = QueryType.of("progress", String.class);
    static final QueryType<Integer, String> REPORT =
            QueryType.of("report", Integer.class, String.class);

    /// Reserves, then charges.
    static final WorkflowType<String, String> ORDER =
            WorkflowType.of(
                    "order",
                    String.class,
                    String.class,
                    () ->
                            (context, order) -> {
                                var progress = new String[] {"reserving"};
                                context.onQuery(PROGRESS, _ -> progress[0]);
                                context.onQuery(REPORT, "x"::repeat);
                                String reserved = context.call(RESERVE, order);
                                progress[0] = "charging";
                                return context.call(CHARGE, reserved);
                            });

    /// Reserves in rounds of many side by side, and then one thing after another.
    static final WorkflowType<Bulk, Integer> BULK =
            WorkflowType.of(
                    "bulk",
                    Bulk.class,
                    Integer.class,
                    () ->
                            (context, bulk) -> {
                                for (int round = 0; round < bulk.rounds; round++) {
                                    var items =
                                            IntStream.range(0, bulk.sideBySide)
                                                    .mapToObj(_ -> context.start(RESERVE, "item"))
                                                    .toList();
                                    context.all(items);
                                }
                                for (int i = 0; i < bulk.then; i++) {
                                    context.call(RESERVE, "item");
                                }
                                return bulk.rounds * bulk.sideBySide + bulk.then;
                            });

    record Bulk(int rounds, int sideBySide, int then) {}

    /// Counts without asking anybody else.
    static final WorkflowType<Integer, Integer> COUNTING =
            WorkflowType.of(
                    "counting",
                    Integer.class,
                    Integer.class,
                    () ->
                            (context, count) -> {
                                for (int i = 0; i < count; i++) {
                                    context.callLocal("count", i, Integer.class, (n, _) -> n + 1);
                                }
                                return count;
                            });

    @Override
    public Collection<? extends WorkflowType<?, ?>> workflows() {
        return List.of(ORDER, BULK, COUNTING);
    }

    private static ActivityType<String, String> activity(String name) {
        return ActivityType.of(name, String.class, String.class)
                .onQueue(WORK.name())
                .with(
                        ActivityOptions.of(
                                RetryPolicy.exponential(3, Duration.ofSeconds(1)),
                                Duration.ofSeconds(20)));
    }
}
