package dev.belay.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/// An installation of Belay: the table and the bucket, the functions of all lanes, and the lanes
/// that are added.
///
/// Queues are named after the stack, so a stack holds one.
public final class BelayEngine extends Construct {
    private static final int SWEEP_TIMEOUT = 60;
    private static final int WATCHDOG_TIMEOUT = 600;
    private static final int QUERY_TIMEOUT = 30;

    private final EngineOptions options;
    private final Storage storage;
    private final Alarms alarms;
    private final BelayFunction timerSweep;
    private final BelayFunction watchdog;
    private final BelayFunction query;
    private final List<Lane> lanes = new ArrayList<>();

    /// Those that send to every queue, and all queues so far.
    private final List<BelayFunction> senders = new ArrayList<>();

    private final List<TaskQueue> queues = new ArrayList<>();

    public BelayEngine(Construct scope, String id, EngineOptions options) {
        super(scope, id);
        this.options = options;
        storage = new Storage(this, "Storage", options.retentionDays(), options.key());
        alarms = new Alarms(this, "Alarms", options.alarmAddress(), options.key());
        timerSweep =
                function(
                        "TimerSweep",
                        "timer-sweep",
                        "Turns timers that are due soon into messages",
                        SWEEP_TIMEOUT);
        timerSweep.allow(Permissions.SWEEP_TABLE, storage.table().getTableArn());
        call("EveryMinute", timerSweep, Duration.minutes(1), 0);
        watchdog =
                function(
                        "Watchdog",
                        "watchdog",
                        "Wakes open runs that nothing has woken for days",
                        WATCHDOG_TIMEOUT);
        letWatch();
        call("EveryDay", watchdog, Duration.days(1), 2);
        query = function("Query", "query", "Answers queries; may only read", QUERY_TIMEOUT);
        query.allow(Permissions.READ_TABLE, storage.table().getTableArn());
        query.allow(
                Permissions.READ_OBJECTS, storage.objects("payloads"), storage.objects("pages"));
        query.allow(Permissions.LIST_OBJECTS, storage.bucket().getBucketArn());
        addAlarms();
    }

    private BelayFunction function(String id, String export, String description, int timeout) {
        return new BelayFunction(
                this,
                id,
                new BelayFunction.Spec(
                        export,
                        description,
                        null,
                        options.artifacts().engine(),
                        timeout,
                        options.orchestratorMemory(),
                        0),
                this);
    }

    private void call(String id, BelayFunction function, Duration every, int retries) {
        Rule.Builder.create(this, id)
                .schedule(Schedule.rate(every))
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(function.alias())
                                        .retryAttempts(retries)
                                        .build()))
                .build();
    }

    /// What it reads of an open run it keeps from expiring.
    private void letWatch() {
        String table = storage.table().getTableArn();
        String open = storage.index("open-runs");
        watchdog.allow(Permissions.READ_TABLE, table, open);
        watchdog.allow(List.of("dynamodb:PutItem"), table, open);
        watchdog.allow(Permissions.READ_OBJECTS, storage.objects("pages"));
        watchdog.allow(Permissions.WRITE_OBJECTS, storage.objects("pages"));
    }

    private void addAlarms() {
        alarms.add(
                "timers-late",
                new Alarms.Watched(
                        "AWS/Lambda",
                        "Invocations",
                        Map.of("FunctionName", timerSweep.function().getFunctionName()),
                        "Sum",
                        60),
                new Alarms.Raised(
                        ComparisonOperator.LESS_THAN_THRESHOLD, 1, 5, TreatMissingData.BREACHING),
                "The timers have not been swept. See docs/operations.md#timers-are-late");
        alarms.add(
                "throttled",
                new Alarms.Watched("AWS/Lambda", "Throttles", Map.of(), "Sum", 300),
                Alarms.Raised.above(0, 3),
                "The account's functions are throttled. See docs/operations.md#functions-are-throttled");
    }

    /// Adds a class of work that others do not slow down.
    public Lane addLane(LaneOptions lane) {
        var added = new Lane(this, lane);
        lanes.add(added);
        timerSweep.allow(Permissions.SEND, added.orchestratorQueue().queue().getQueueArn());
        watchdog.allow(Permissions.SEND, added.orchestratorQueue().queue().getQueueArn());
        return added;
    }

    /// Lets a function do what an orchestrator does.
    void advances(BelayFunction function) {
        function.allow(Permissions.READ_TABLE, storage.table().getTableArn());
        function.allow(Permissions.WRITE_TABLE, storage.table().getTableArn());
        String payloads = storage.objects("payloads");
        String pages = storage.objects("pages");
        function.allow(Permissions.READ_OBJECTS, payloads, pages);
        function.allow(Permissions.WRITE_OBJECTS, payloads, pages);
        function.allow(Permissions.LIST_OBJECTS, storage.bucket().getBucketArn());
        queues.forEach(queue -> function.allow(Permissions.SEND, queue.queue().getQueueArn()));
        senders.add(function);
    }

    /// Lets every orchestrator of every lane send to a queue: runs of one lane start children in
    /// another.
    void added(TaskQueue queue) {
        queues.add(queue);
        senders.forEach(sender -> sender.allow(Permissions.SEND, queue.queue().getQueueArn()));
    }

    EngineOptions options() {
        return options;
    }

    public Storage storage() {
        return storage;
    }

    public Alarms alarms() {
        return alarms;
    }

    public List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    List<TaskQueue> queues() {
        return List.copyOf(queues);
    }

    /// Answers queries, for whoever is granted to invoke it.
    public BelayFunction query() {
        return query;
    }
}
