package dev.belay.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
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

    /// Those that send to every orchestrator.
    private final List<BelayFunction> wakers = new ArrayList<>();

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
        wakes(timerSweep);
        call("EveryMinute", timerSweep, Duration.minutes(1), 0);
        watchdog =
                function(
                        "Watchdog",
                        "watchdog",
                        "Wakes open runs that nothing has woken for days",
                        WATCHDOG_TIMEOUT);
        letWatch();
        wakes(watchdog);
        call("EveryDay", watchdog, Duration.days(1), 2);
        query = function("Query", "query", "Answers queries; may only read", QUERY_TIMEOUT);
        query.allow(Permissions.READ_TABLE, storage.table().getTableArn());
        query.allow(
                Permissions.READ_OBJECTS,
                storage.objects("payloads"),
                storage.objects("pages"),
                storage.objects("flows"));
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
                        0,
                        Map.of(),
                        true),
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
        watchdog.allow(Permissions.QUERY, table);
        watchdog.allow(Permissions.READ_MANY, table);
        watchdog.allow(Permissions.RENEW, table);
        watchdog.allow(Permissions.QUERY, storage.index("open-runs"));
        watchdog.allow(Permissions.READ_OBJECTS, storage.objects("pages"));
        watchdog.allow(Permissions.WRITE_OBJECTS, storage.objects("pages"));
        watchdog.allow(Permissions.LIST_OBJECTS, storage.bucket().getBucketArn());
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
        String queue = added.orchestratorQueue().queue().getQueueArn();
        wakers.forEach(waker -> waker.allow(Permissions.SEND, queue));
        return added;
    }

    /// Lets a function wake runs of every lane, of those to come too.
    private void wakes(BelayFunction function) {
        wakers.add(function);
        lanes.forEach(lane ->
                function.allow(Permissions.SEND, lane.orchestratorQueue().queue().getQueueArn()));
    }

    /// Lets a function start and signal runs.
    void starts(BelayFunction function) {
        wakes(function);
        function.allow(Permissions.START, storage.table().getTableArn());
        function.allow(Permissions.WRITE_OBJECTS, storage.objects("payloads"));
    }

    /// Lets a function hand events to triggers, and to the flows that listen.
    void takesEvents(BelayFunction function) {
        starts(function);
        function.allow(Permissions.READ_MANY, storage.table().getTableArn());
        function.allow(Permissions.QUERY, storage.index("runs-by-status"));
        function.allow(Permissions.READ_OBJECTS, storage.objects("flows"));
        function.allow(Permissions.LIST_OBJECTS, storage.bucket().getBucketArn());
    }

    /// All secrets, as a policy names them.
    String secrets() {
        return "arn:%s:ssm:%s:%s:parameter%s/*"
                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, options.secretPrefix());
    }

    /// Lets a function do what an orchestrator does.
    void advances(BelayFunction function) {
        function.allow(Permissions.READ_TABLE, storage.table().getTableArn());
        function.allow(Permissions.WRITE_TABLE, storage.table().getTableArn());
        String payloads = storage.objects("payloads");
        String pages = storage.objects("pages");
        function.allow(Permissions.READ_OBJECTS, payloads, pages, storage.objects("flows"));
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
