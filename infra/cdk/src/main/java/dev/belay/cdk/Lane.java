package dev.belay.cdk;

import dev.belay.cdk.LaneOptions.Peak;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.lambda.AutoScalingOptions;
import software.constructs.Construct;

/// An isolated class of work: an orchestrator with its queue, the activities that are added, and a
/// function that lets their dead letters end in histories.
public final class Lane extends Construct {
    static final int ORCHESTRATOR_TIMEOUT = 60;
    static final int DEAD_LETTER_TIMEOUT = 60;
    private static final int ORCHESTRATOR_BATCH = 10;
    private static final int HTTP_REQUEST_TIMEOUT = 120;
    private static final int EMIT_EVENT_TIMEOUT = 60;
    private static final String DEAD_LETTER = "dead-letter";

    private final LaneOptions options;
    private final BelayEngine engine;
    private final DeadLetters deadLetterQueue;
    private final TaskQueue orchestratorQueue;
    private final BelayFunction orchestrator;
    private final BelayFunction deadLetters;
    private final List<ActivityFunction> activities = new ArrayList<>();

    Lane(BelayEngine engine, LaneOptions options) {
        super(engine, options.name());
        this.options = options;
        this.engine = engine;
        deadLetterQueue = new DeadLetters(this, options.name(), engine.alarms(), engine.options());
        orchestratorQueue = queue(this, "orchestrator", ORCHESTRATOR_TIMEOUT);
        orchestrator =
                function(
                        "Orchestrator",
                        "orchestrator",
                        "Advances the runs of the lane " + options.name(),
                        ORCHESTRATOR_TIMEOUT,
                        options.provisioned());
        deadLetters =
                function(
                        "DeadLetter",
                        DEAD_LETTER,
                        "Lets dead letters of the lane %s end in histories"
                                .formatted(options.name()),
                        DEAD_LETTER_TIMEOUT,
                        0);
        engine.advances(orchestrator);
        engine.advances(deadLetters);
        orchestrator.consume("Source", orchestratorQueue.queue(), ORCHESTRATOR_BATCH, options);
        deadLetters.feed("Source", deadLetterQueue.queue(), 1, LaneOptions.system(0));
        engine.added(orchestratorQueue);
        Peak peak = options.peak();
        if (peak != null) {
            scale(peak);
        }
        engine.alarms()
                .add(
                        options.name() + "-runs-blocked",
                        new Alarms.Watched(
                                "Belay",
                                "DeadWorkflowTasks",
                                Map.of("Lane", options.name()),
                                "Sum",
                                300),
                        Alarms.Raised.above(0, 1),
                        "Workflow tasks ended as dead letters, so their runs are blocked. See docs/operations.md#runs-are-blocked");
    }

    private BelayFunction function(
            String id, String export, String description, int timeout, int provisioned) {
        return new BelayFunction(
                this,
                id,
                new BelayFunction.Spec(
                        export,
                        description,
                        options.name(),
                        engine.options().artifacts().engine(),
                        timeout,
                        engine.options().orchestratorMemory(),
                        provisioned,
                        Map.of(),
                        !export.equals(DEAD_LETTER)),
                engine);
    }

    /// A queue of the lane, that gives up into the lane's dead letters.
    TaskQueue queue(Construct scope, String queueName, int functionTimeout) {
        return new TaskQueue(
                scope,
                options.name() + "-" + queueName,
                functionTimeout,
                deadLetterQueue.queue(),
                engine.alarms(),
                engine.options());
    }

    private void scale(Peak peak) {
        var scaling =
                orchestrator
                        .alias()
                        .addAutoScaling(
                                AutoScalingOptions.builder()
                                        .minCapacity(options.provisioned())
                                        .maxCapacity(peak.provisioned())
                                        .build());
        scaling.scaleOnSchedule(
                "peak-start", capacity(peak.start(), peak.zone(), peak.provisioned()));
        scaling.scaleOnSchedule(
                "peak-end", capacity(peak.end(), peak.zone(), options.provisioned()));
    }

    private static ScalingSchedule capacity(String when, String zone, int number) {
        return ScalingSchedule.builder()
                .schedule(Schedule.expression(when))
                .timeZone(TimeZone.of(zone))
                .minCapacity(number)
                .maxCapacity(number)
                .build();
    }

    /// Adds the function that performs HTTP requests, with secrets of the requests' workspaces.
    public ActivityFunction addHttpRequests() {
        EngineOptions all = engine.options();
        var activity =
                add(
                        "http-request",
                        "http-request",
                        all.artifacts().activities(),
                        HTTP_REQUEST_TIMEOUT,
                        Map.of("BELAY_SECRET_PREFIX", all.secretPrefix()));
        activity.function().allow(Permissions.READ_SECRETS, engine.secrets());
        return activity;
    }

    /// Adds the function that publishes what flows emit inside their workspace.
    public ActivityFunction addEvents() {
        var activity =
                add(
                        "emit-event",
                        "emit-event",
                        engine.options().artifacts().activities(),
                        EMIT_EVENT_TIMEOUT,
                        Map.of());
        engine.takesEvents(activity.function());
        return activity;
    }

    /// Adds a function that performs activities, with a queue of its own.
    ///
    /// @param name of the task queue
    /// @param export what the artifact calls the function
    /// @param timeout in seconds
    public ActivityFunction addActivity(String name, String export, Path artifact, int timeout) {
        var activity = add(name, export, artifact, timeout, Map.of());
        activity.function()
                .allow(Permissions.HEARTBEAT, engine.storage().table().getTableArn());
        return activity;
    }

    private ActivityFunction add(
            String name, String export, Path artifact, int timeout, Map<String, String> variables) {
        var activity = new ActivityFunction(this, name, export, artifact, timeout, variables);
        engine.added(activity.queue());
        activities.add(activity);
        return activity;
    }

    LaneOptions options() {
        return options;
    }

    BelayEngine engine() {
        return engine;
    }

    public String name() {
        return options.name();
    }

    public TaskQueue orchestratorQueue() {
        return orchestratorQueue;
    }

    public BelayFunction orchestrator() {
        return orchestrator;
    }

    public List<ActivityFunction> activities() {
        return List.copyOf(activities);
    }
}
